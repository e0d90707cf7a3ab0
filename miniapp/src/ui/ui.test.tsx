import { act, fireEvent, render, screen } from '@testing-library/react'
import Taro, { resetTaro } from '../../test/taro'
import { useNetwork } from '@/platform/network'
import { useSettings } from '@/platform/settings'
import { Button, ConsentSheet, EmptyState, ErrorState, Field, Page, QrPanel, Segmented, Skeleton, Toggle, VerdictPanel } from './index'

beforeEach(() => {
  resetTaro()
  useSettings.setState({ elder: false, language: 'zh' })
  useNetwork.setState({ online: true, lastAnswerAt: null })
})

describe('Button', () => {
  it('presses, and keeps still while it loads or is disabled, saying why', () => {
    const press = jest.fn()
    const { rerender } = render(<Button onPress={press}>交这 2 样</Button>)
    fireEvent.click(screen.getByRole('button'))
    rerender(
      <Button onPress={press} loading>
        交这 2 样
      </Button>,
    )
    fireEvent.click(screen.getByRole('button'))
    expect(screen.getByText('正在提交…')).toBeTruthy()
    rerender(
      <Button onPress={press} disabled disabledReason="还缺照片">
        交这 2 样
      </Button>,
    )
    fireEvent.click(screen.getByRole('button'))
    expect(press).toHaveBeenCalledTimes(1)
    expect(screen.getByText('还缺照片')).toBeTruthy()
  })
})

describe('Field', () => {
  it('keeps its label visible, shows the error in place of the help and keeps what was typed', () => {
    const change = jest.fn()
    const { rerender } = render(<Field id="phone" label="手机号" help="11 位" value="138" onChange={change} kind="phone" />)
    fireEvent.change(screen.getByLabelText('手机号'), { target: { value: '1380' } })
    expect(change).toHaveBeenCalledWith('1380')
    rerender(<Field id="phone" label="手机号" help="11 位" error="少几位数字" value="138" onChange={change} kind="phone" />)
    expect(screen.queryByText('11 位')).toBeNull()
    expect(screen.getByText('少几位数字')).toBeTruthy()
    expect(screen.getByLabelText<HTMLInputElement>('手机号').value).toBe('138')
  })
})

describe('choices', () => {
  it('tell the screen reader what is chosen and what is on', () => {
    const choose = jest.fn()
    render(
      <>
        <Segmented
          label="语言"
          value="zh"
          onChange={choose}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
        <Toggle label="声音" on={false} onChange={choose} />
      </>,
    )
    expect(screen.getByRole('radio', { name: '中文' }).getAttribute('aria-checked')).toBe('true')
    fireEvent.click(screen.getByRole('radio', { name: 'English' }))
    fireEvent.click(screen.getByRole('switch'))
    expect(choose.mock.calls).toEqual([['en'], [true]])
  })
})

describe('QrPanel', () => {
  it('draws the code, and covers it at once when it is used', () => {
    const { rerender } = render(<QrPanel text="https://zsb.example/v#abc" label="亮证码" seconds={47} />)
    expect(screen.getByRole('img', { name: '亮证码' }).getAttribute('src')).toMatch(/^data:image\/png;base64,/)
    rerender(<QrPanel text="https://zsb.example/v#abc" label="亮证码" seconds={46} used={{ note: '临江车管所' }} />)
    expect(screen.queryByRole('img', { name: '亮证码' })).toBeNull()
    expect(screen.getByRole('alert').textContent).toContain('已使用')
  })
  it('speaks the countdown at 30, 10 and 0 seconds only', () => {
    const spoken = (seconds: number) => {
      const { unmount, container } = render(<QrPanel text="x" label="码" seconds={seconds} />)
      const text = container.querySelector('[role=status]')?.textContent
      unmount()
      return text
    }
    expect([47, 30, 29, 10, 0].map(spoken)).toEqual(['', '还剩 30 秒', '', '还剩 10 秒', '还剩 0 秒'])
  })
})

describe('ConsentSheet', () => {
  const sheet = {
    title: '江畔租车想看您的驾驶证',
    proof: '已登记',
    facts: [],
    required: { title: '必须给看', labels: ['姓名'] },
    agree: '同意并出示',
    refuse: '拒绝',
  }
  it('gives refusing and agreeing the same look, and only refusing when the other side cannot be checked', () => {
    const agree = jest.fn()
    const refuse = jest.fn()
    const { rerender } = render(<ConsentSheet open {...sheet} onAgree={agree} onRefuse={refuse} />)
    const [no, yes] = [screen.getByText('拒绝').closest('[role=button]')!, screen.getByText('同意并出示').closest('[role=button]')!]
    expect(no.className).toBe(yes.className)
    rerender(<ConsentSheet open {...sheet} onAgree={agree} onRefuse={refuse} agreeBlocked="核对不到对方身份" />)
    fireEvent.click(screen.getByText('同意并出示'))
    fireEvent.click(screen.getByText('拒绝'))
    expect([agree.mock.calls.length, refuse.mock.calls.length]).toEqual([0, 1])
  })
})

describe('states', () => {
  it('shows nothing before 200 ms, bones after it and words after 2 s', () => {
    jest.useFakeTimers()
    const { container } = render(<Skeleton waitingFor="正在取您的证照" />)
    expect(container.querySelector('.z-bone')).toBeNull()
    act(() => void jest.advanceTimersByTime(250))
    expect(container.querySelector('.z-bone')).not.toBeNull()
    act(() => void jest.advanceTimersByTime(2000))
    expect(screen.getByText('正在取您的证照')).toBeTruthy()
    jest.useRealTimers()
  })
  it('offers another way after three tries', async () => {
    render(<ErrorState sentence="库没有应答" onRetry={() => Promise.resolve()} />)
    for (let i = 0; i < 3; i++) await act(async () => void fireEvent.click(screen.getByText('再试一次')))
    expect(screen.getByRole('alert').textContent).toContain('12345')
  })
  it('differs in words between empty and failed', () => {
    render(<EmptyState title="还没有证照" />)
    expect(screen.queryByRole('alert')).toBeNull()
  })
  it('speaks a verdict at once', () => {
    render(<VerdictPanel tone="bad" icon="octagon-x" word="伪造" reason="签名不对" />)
    expect(screen.getByRole('alert').getAttribute('aria-live')).toBe('assertive')
  })
})

describe('Page', () => {
  it('is the main region, elder when chosen, and says that there is no network', () => {
    useSettings.setState({ elder: true })
    useNetwork.setState({ online: false, lastAnswerAt: new Date('2026-11-23T02:32:00Z') })
    const { container } = render(
      <Page title="我的证照" tab="wallet">
        x
      </Page>,
    )
    expect(container.querySelector('.zsb.elder')).not.toBeNull()
    expect(screen.getByRole('main').textContent).toBe('x')
    expect(screen.getByText('没有网络 · 上次更新 10:32')).toBeTruthy()
  })
  it('goes back, or home when there is nothing to go back to', () => {
    render(<Page title="设置">x</Page>)
    fireEvent.click(screen.getByRole('button', { name: '返回' }))
    expect(Taro.reLaunch).toHaveBeenCalledWith({ url: '/pages/home/index' })
  })
  it('changes tabs', () => {
    render(
      <Page title="首页" tab="home">
        x
      </Page>,
    )
    fireEvent.click(screen.getByText('证照'))
    expect(Taro.reLaunch).toHaveBeenCalledWith({ url: '/pages/wallet/index' })
  })
})
