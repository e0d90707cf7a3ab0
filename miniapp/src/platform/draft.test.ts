import { act, renderHook } from '@testing-library/react'
import { signInAs } from '../../test/show'
import Taro, { resetTaro } from '../../test/taro'
import { forgetDraft, useDraft } from './draft'
import { useSession } from './session'

const EMPTY = { text: '', number: '' }
const open = (name: string | null = 'complaint') =>
  renderHook(({ form }) => useDraft(form, EMPTY, { memoryOnly: ['number'], saved: '已保存草稿' }), { initialProps: { form: name } })
const stored = () =>
  Taro.getStorageInfoSync()
    .keys.filter((key) => key.includes('draft'))
    .map((key) => String(Taro.getStorageSync(key)))
const leave = (hook: { unmount: () => void }) =>
  act(async () => {
    hook.unmount()
  })

beforeEach(() => {
  resetTaro()
  useSession.getState().signOut()
  signInAs()
})

describe('what was typed is never lost', () => {
  it('is there again when the form is opened again, and leaving says that it was kept', async () => {
    const first = open()
    expect(first.result.current.wasKept).toBe(false)
    act(() => first.result.current.type('text')('那天我不在'))
    await leave(first)
    expect(Taro.showToast).toHaveBeenCalledWith({ title: '已保存草稿', icon: 'none' })
    const second = open()
    expect(second.result.current).toMatchObject({ typed: { text: '那天我不在', number: '' }, wasKept: true })
    expect(stored()).toEqual(['{"text":"那天我不在"}'])
  })
  it('stands under its own form only', () => {
    const { result, rerender } = open('wrong.address')
    act(() => result.current.type('text')('旧地址'))
    rerender({ form: 'wrong.name' })
    expect(result.current.typed.text).toBe('')
    rerender({ form: 'wrong.address' })
    expect(result.current.typed.text).toBe('旧地址')
  })
  it('is gone once it was sent, and nothing is said then', async () => {
    const hook = open()
    act(() => hook.result.current.type('text')('请核对'))
    act(() => hook.result.current.clear())
    expect(hook.result.current.typed).toEqual(EMPTY)
    await leave(hook)
    expect(Taro.showToast).not.toHaveBeenCalled()
    expect(stored()).toEqual([])
  })
  it('is gone when the page that holds the form sent it in the very step that closes the form', async () => {
    const hook = open()
    act(() => hook.result.current.type('text')('王小梅'))
    await act(async () => {
      hook.unmount()
      forgetDraft('complaint')
    })
    expect(Taro.showToast).not.toHaveBeenCalled()
  })
})

it('says nothing where the form goes because the work goes on', async () => {
  const hook = renderHook(() => useDraft('find', EMPTY, { saved: null }))
  act(() => hook.result.current.type('text')('王小梅'))
  await leave(hook)
  expect(Taro.showToast).not.toHaveBeenCalled()
  expect(open('find').result.current.typed.text).toBe('王小梅')
})

describe('R20: a number of a document', () => {
  it('is kept while the app runs and never stored', async () => {
    const first = open()
    act(() => first.result.current.type('number')('990102199003070023'))
    expect(stored()).toEqual([])
    await leave(first)
    expect(open().result.current.typed.number).toBe('990102199003070023')
  })
  it('is not stored either where it was typed into a sentence', () => {
    const { result } = open()
    act(() => result.current.type('text')('我的号码是 990102199003070023'))
    expect(stored()).toEqual([])
    expect(result.current.typed.text).toContain('0023')
  })
})

describe('R30: drafts on sign-out', () => {
  it('are wiped, in storage and in memory', async () => {
    const first = open()
    act(() => first.result.current.type('text')('还没写完'))
    await act(async () => useSession.getState().signOut())
    expect(stored()).toEqual([])
    act(() => signInAs())
    expect(open().result.current.typed.text).toBe('')
  })
  it('are not shown to somebody else on the same phone', () => {
    const { result } = open()
    act(() => result.current.type('text')('还没写完'))
    act(() => signInAs({ personId: '01LI' }))
    expect(open().result.current.typed.text).toBe('')
  })
})
