import { act } from '@testing-library/react'
import { resetTaro } from '../../test/taro'
import { followSettings } from './follow-settings.h5'
import { useSettings } from './settings'
import { writeStored } from './storage'

const tell = (key: string) => act(() => void window.dispatchEvent(new StorageEvent('storage', { key })))

describe('settings of another tab', () => {
  beforeAll(() => followSettings())
  beforeEach(() => {
    resetTaro()
    act(() => useSettings.setState({ elder: false, language: 'zh' }))
  })
  it('hold here at once', () => {
    writeStored('settings', { elder: true, language: 'en', sound: true, vibration: true })
    tell('zsb.settings')
    expect(useSettings.getState()).toMatchObject({ elder: true, language: 'en' })
  })
  it('stay as they are when something else was kept, or nothing', () => {
    tell('zsb.settings')
    writeStored('settings', { elder: true })
    tell('zsb.session')
    expect(useSettings.getState()).toMatchObject({ elder: false, language: 'zh' })
  })
})
