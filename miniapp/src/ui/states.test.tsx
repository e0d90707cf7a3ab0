import { act, fireEvent, render, screen } from '@testing-library/react'
import Taro, { resetTaro } from '../../test/taro'
import { idOf } from '../../test/show'
import { Skeleton } from './states'

const pass = (ms: number) => act(() => void jest.advanceTimersByTime(ms))

describe('a wait', () => {
  beforeEach(() => {
    resetTaro()
    jest.useFakeTimers()
  })
  afterEach(() => jest.useRealTimers())

  it('shows nothing for 200 ms, then the shape of what comes, then words, then a way out', () => {
    render(<Skeleton waitingFor="正在向人社部门查询" />)
    expect(screen.queryByRole('status')).toBeNull()
    pass(200)
    expect(screen.getByRole('status')).toBeTruthy()
    expect(screen.queryByText('正在向人社部门查询')).toBeNull()
    pass(1800)
    expect(screen.getByText('正在向人社部门查询')).toBeTruthy()
    expect(document.getElementById('waiting-help')).toBeNull()
    pass(8000)
    expect(screen.getByText('还没有回音，仍在等')).toBeTruthy()
    fireEvent.click(idOf('waiting-help'))
    expect(Taro.makePhoneCall).toHaveBeenCalledWith({ phoneNumber: '12345' })
  })
  it('can be asked for anew where the page offers it', () => {
    const again = jest.fn()
    render(<Skeleton onRetry={again} />)
    pass(10_000)
    fireEvent.click(idOf('waiting-again'))
    expect(again).toHaveBeenCalledTimes(1)
  })
})
