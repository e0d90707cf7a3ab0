import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { HealthColour } from '@zsb/shared/health-code'
import {
  BAO,
  MEI,
  beginAsMei,
  buildColour,
  buildDeclaration,
  buildHealthCode,
  declarationForm,
  fromNow,
  healthAnswers,
  healthOn,
  riskArea,
} from '../../../test/health'
import { idOf, show, press, shown } from '../../../test/show'
import Taro, { answerWith, asked, setRouteParams, posted } from '../../../test/taro'
import { learnServerTime } from '@/platform/clock'
import { useNetwork } from '@/platform/network'
import { ICON_PATHS } from '@/ui/icon/icon-paths'
import { ICON_OF_COLOUR } from './colour-look'
import { keptCare } from './kept-care'
import { keepColour, keptColour } from './last-colour'
import CodePage from './pages/code'
import DeclarePage from './pages/declare'
import DeclarationsPage from './pages/declarations'

const CODES = '/api/v1/health/codes'
const DECLARATIONS = '/api/v1/health/declarations'
const OFFLINE = { fails: 'request:fail' }

beforeEach(beginAsMei)

describe('健康码', () => {
  it('is not there while it is off: nothing is asked for', async () => {
    answerWith({ ...healthAnswers, 'GET /api/v1/health/status': { body: { active: null, endedAt: null } } })
    show(<CodePage />)
    expect(await screen.findByText('现在没有启用健康码')).toBeTruthy()
    expect(asked.some(({ url }) => url.includes('declaration-form') || url === CODES)).toBe(false)
  })
  it('shows the colour with its word and its code, and on what it rests', async () => {
    answerWith({ ...healthAnswers, [`POST ${CODES}`]: { body: buildHealthCode() } })
    show(<CodePage />)
    expect(await screen.findByText('绿码')).toBeTruthy()
    expect(shown('health-code')).toBe(true)
    expect(idOf('health-basis').textContent).toContain('临疫指〔2026〕18号')
    expect(posted(CODES)[0]?.data).toEqual({ personId: MEI })
  })
  it.each([
    ['yellow', '黄码'],
    ['red', '红码'],
  ] as const)('says of %s why, until when and what to do, whom to call in the district, and shows the code when it is asked for', async (which, word) => {
    const care = [{ kind: 'test' as const, zh: '检测点', en: 'x', phone: '0990-1' }]
    const colour = buildColour({ colour: which, fired: [{ ...riskArea, colour: which }], until: riskArea.until })
    const districts = [{ code: '990102', zh: '江北区', en: 'x', lines: [{ kind: 'food' as const, zh: '江北送菜', en: 'x', phone: '0990-2' }] }]
    answerWith({ ...healthAnswers, [`POST ${CODES}`]: { body: buildHealthCode({ colour, care, districts }) } })
    show(<CodePage />)
    expect(await screen.findByText(word)).toBeTruthy()
    expect(idOf('health-colour').querySelector('[role=alert]')?.textContent).toContain(word)
    expect(idOf('health-why').textContent).toContain('您到过江口镇')
    expect(idOf('health-why').textContent).toContain('临疾控告〔2026〕7号')
    expect(screen.getByText('做 1 次检测')).toBeTruthy()
    fireEvent.click(screen.getByText('检测点'))
    expect(Taro.makePhoneCall).toHaveBeenCalledWith({ phoneNumber: '0990-1' })
    expect(screen.queryByText('江北送菜')).toBeNull()
    fireEvent.click(screen.getByText('江北区'))
    fireEvent.click(screen.getByText('江北送菜'))
    expect(Taro.makePhoneCall).toHaveBeenCalledWith({ phoneNumber: '0990-2' })
    expect(keptCare()).toEqual({ care, districts })
    expect(shown('health-code')).toBe(false)
    await press('show-code')
    expect(shown('health-code')).toBe(true)
  })
  it('never says a colour by the colour alone: each has its own word and its own picture', async () => {
    const looks: string[][] = []
    for (const which of HealthColour.options) {
      answerWith({ ...healthAnswers, [`POST ${CODES}`]: { body: buildHealthCode({ colour: buildColour({ colour: which }) }) } })
      const { unmount } = show(<CodePage />)
      await waitFor(() => idOf('health-colour'))
      const head = idOf('health-colour').querySelector('.z-colour-head')!
      const picture = head.querySelector<HTMLElement>('.z-icon')!.style.getPropertyValue('--mask')
      expect(picture).toContain(ICON_PATHS[ICON_OF_COLOUR[which]])
      looks.push([picture, head.querySelector('.t-display')!.textContent!])
      unmount()
    }
    expect(looks.map(([, word]) => word)).toEqual(['绿码', '黄码', '红码'])
    expect(new Set(looks.map(([picture]) => picture)).size).toBe(3)
  })
  it.each([
    ['behind', 2],
    ['ahead', -2],
  ])('on a phone whose clock is two days %s the code lives its minute by the server’s clock, and the colour its 15 without network', async (_, days) => {
    jest.useFakeTimers()
    const off = days * 86_400
    const headers = { date: new Date(Date.parse(fromNow(off))).toUTCString() }
    const answered = <T,>(body: T) => ({ body, headers })
    const code = { id: 'c1', text: 'https://zsb.example/h#a.b.c', expiresAt: fromNow(off + 60), renewAfter: fromNow(off + 50) }
    let view: ReturnType<typeof answered> | typeof OFFLINE = answered(buildHealthCode({ code, serverTime: fromNow(off) }))
    answerWith({
      ...healthAnswers,
      'GET /api/v1/health/status': answered(healthOn),
      'GET /api/v1/health/declaration-form': answered(declarationForm),
      [`POST ${CODES}`]: () => view,
    })
    try {
      const { unmount } = show(<CodePage />)
      await waitFor(() => idOf('health-code'))
      await act(() => jest.advanceTimersByTimeAsync(2_000))
      expect(shown('health-code')).toBe(true)
      expect(document.querySelector('.z-qr-foot')?.textContent).toMatch(/5[789]/)
      expect(posted(CODES)).toHaveLength(1)
      unmount()
      view = OFFLINE
      show(<CodePage />)
      expect(await screen.findByText('王**')).toBeTruthy()
    } finally {
      jest.useRealTimers()
      learnServerTime(new Date().toISOString())
    }
  })
  it('asks for the code of a child once the child is chosen, in nobody else’s name', async () => {
    answerWith({ ...healthAnswers, [`POST ${CODES}`]: { body: buildHealthCode() } })
    show(<CodePage />)
    await screen.findByText('绿码')
    await press(`whose-${BAO}`)
    await waitFor(() => expect(posted(CODES).at(-1)?.data).toEqual({ personId: BAO }))
    expect(posted(CODES).at(-1)?.header['acting-for']).toBeUndefined()
  })
  it.each([
    ['within 15 minutes the last colour, masked and with its time, and no code', 14, true],
    ['after 15 minutes neither colour nor code', 15, false],
  ])('shows without network %s', async (_, minutes, isShown) => {
    const at = new Date(Date.now() - minutes * 60_000 - 1000).toISOString()
    keepColour(MEI, { colour: 'green', until: null, nameMasked: '王**', at })
    answerWith({ ...healthAnswers, [`POST ${CODES}`]: OFFLINE })
    show(<CodePage />)
    expect(await screen.findByText(isShown ? '王**' : '没有网络，颜色和码都不能显示')).toBeTruthy()
    expect(shown('health-colour')).toBe(isShown)
    if (isShown) expect(idOf('health-colour').textContent).toMatch(/\d{2}:\d{2} 的结果，现在没有网络/)
    expect(shown('health-code')).toBe(false)
  })
})

describe('健康码 without network', () => {
  it('shows no colour that the server has taken back since', async () => {
    keepColour(MEI, { colour: 'green', until: null, nameMasked: '王**', at: new Date().toISOString() })
    answerWith({
      ...healthAnswers,
      [`POST ${CODES}`]: { body: buildHealthCode({ colour: buildColour({ colour: null, missing: 'declarationTooOld' }), code: null }) },
    })
    show(<CodePage />)
    await waitFor(() => expect(posted(CODES)).toHaveLength(1))
    await waitFor(() => expect(keptColour(MEI)).toBeNull())
  })
})

describe('健康申报', () => {
  const fill = (value: string) => fireEvent.change(idOf('field-temperature'), { target: { value } })
  it('refuses a temperature nobody has at its field, and sends nothing', async () => {
    answerWith(healthAnswers)
    show(<DeclarePage />)
    await waitFor(() => idOf('send-declaration'))
    fill('61')
    await press('send-declaration')
    expect(shown('field-temperature-error')).toBe(true)
    expect(posted(DECLARATIONS)).toEqual([])
  })
  it('reopened it is filled in as it was left, from what lies on the phone, and sent it begins anew', async () => {
    answerWith({ ...healthAnswers, [`POST ${DECLARATIONS}`]: { status: 201, body: buildDeclaration() } })
    const { unmount } = show(<DeclarePage />)
    await waitFor(() => idOf('send-declaration'))
    fill('36.9')
    unmount()
    const kept = Taro.getStorageInfoSync().keys.filter((key) => key.includes('health-declaration'))
    expect(kept.map((key) => JSON.parse(String(Taro.getStorageSync(key))) as unknown)).toEqual([{ temperature: '36.9' }])
    const again = show(<DeclarePage />)
    await waitFor(() => expect((idOf('field-temperature') as HTMLInputElement).value).toBe('36.9'))
    await press('send-declaration')
    await waitFor(() => idOf('declared-to-code'))
    again.unmount()
    show(<DeclarePage />)
    await waitFor(() => idOf('send-declaration'))
    expect((idOf('field-temperature') as HTMLInputElement).value).toBe('')
  })
  it('filled in without network it waits on the phone and is sent later, once, under the same key', async () => {
    let isOnline = false
    answerWith({ ...healthAnswers, [`POST ${DECLARATIONS}`]: () => (isOnline ? { status: 201, body: buildDeclaration() } : OFFLINE) })
    show(<DeclarePage />)
    await waitFor(() => idOf('send-declaration'))
    fill('36.5')
    await press('send-declaration')
    await waitFor(() => idOf('declaration-waits'))
    isOnline = true
    await act(async () => useNetwork.setState({ online: true }))
    if (shown('send-waiting')) await press('send-waiting')
    await waitFor(() => expect(shown('declaration-waits')).toBe(false))
    const sent = posted(DECLARATIONS)
    expect(new Set(sent.map(({ header }) => header['idempotency-key'])).size).toBe(1)
    expect(sent.at(-1)?.data).toMatchObject({ personId: MEI, formVersion: 3, answers: { temperature: '36.5' } })
  })
  it('keeps what was typed when the server refuses, with the sentence at its field', async () => {
    const fields = [{ pointer: '/body/answers/temperature', zh: '体温不对', en: 'x' }]
    answerWith({ ...healthAnswers, [`POST ${DECLARATIONS}`]: { status: 400, body: { code: 'REQUEST_INVALID', zh: '有误', en: 'x', fields } } })
    show(<DeclarePage />)
    await waitFor(() => idOf('send-declaration'))
    fill('36.5')
    await press('send-declaration')
    await waitFor(() => idOf('declaration-refused'))
    expect(screen.getByText('体温不对')).toBeTruthy()
    expect(idOf('field-temperature').getAttribute('value') ?? (idOf('field-temperature') as HTMLInputElement).value).toBe('36.5')
  })
  it('begins a correction with what was said, and names the one it takes the place of', async () => {
    const earlier = buildDeclaration()
    setRouteParams({ corrects: earlier.id })
    answerWith({
      ...healthAnswers,
      [`GET ${DECLARATIONS}`]: { body: { items: [earlier], next: null } },
      [`POST ${DECLARATIONS}`]: { status: 201, body: buildDeclaration() },
    })
    show(<DeclarePage />)
    await waitFor(() => idOf('send-declaration'))
    await press('send-declaration')
    await waitFor(() => idOf('declared-to-code'))
    expect(posted(DECLARATIONS)[0]?.data).toMatchObject({ corrects: earlier.id, answers: { temperature: '36.5' } })
  })
  it('finds the one to correct also beyond the first page; a page that does not come can be asked for again', async () => {
    const old = buildDeclaration({ id: '01JD00000000000000DECLARE9' })
    let isOnline = false
    setRouteParams({ corrects: old.id })
    answerWith({
      ...healthAnswers,
      [`GET ${DECLARATIONS}`]: ({ url }) => {
        if (!url.includes('after=p2')) return { body: { items: [buildDeclaration()], next: 'p2' } }
        return isOnline ? { body: { items: [old], next: null } } : OFFLINE
      },
    })
    show(<DeclarePage />)
    await waitFor(() => expect(screen.getByText('看更早的')).toBeTruthy())
    isOnline = true
    fireEvent.click(screen.getByText('看更早的'))
    await waitFor(() => idOf('send-declaration'))
  })
})

describe('我的申报', () => {
  it('lists what was said and until when it is kept; all that counts can be corrected, and nothing else', async () => {
    const [now, then] = [buildDeclaration(), buildDeclaration({ id: '01JD00000000000000DECLARE2', state: 'corrected' })]
    const yesterday = buildDeclaration({ id: '01JD00000000000000DECLARE3' })
    answerWith({ ...healthAnswers, [`GET ${DECLARATIONS}`]: { body: { items: [now, then, yesterday], next: null } } })
    show(<DeclarationsPage />)
    await waitFor(() => idOf(`correct-${now.id}`))
    expect(idOf(`declaration-${now.id}`).textContent).toContain('2099年12月7日 自动删除')
    expect(shown(`correct-${then.id}`)).toBe(false)
    expect(shown(`correct-${yesterday.id}`)).toBe(true)
  })
})
