import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { ServiceGuide } from '@zsb/shared/service-item'
import { idOf, show } from '../../../test/show'
import Taro, { answerWith, asked, resetTaro, setRouteParams } from '../../../test/taro'
import { useNetwork } from '@/platform/network'
import { openFile } from '@/platform/open-file'
import { useSession } from '@/platform/session'
import { useSettings } from '@/platform/settings'
import GuidePage from './pages/guide'

/** Whether this build has the page on which an application begins. */
let mockMayApply = false
jest.mock('@/packages', () => {
  const real = jest.requireActual<typeof import('@/packages')>('@/packages')
  return { ...real, hasPage: (page: string) => (page.startsWith('/features/applications/') ? mockMayApply : real.hasPage(page)) }
})

jest.mock('@/platform/open-file', () => ({ ...jest.requireActual<object>('@/platform/open-file'), openFile: jest.fn(async () => undefined) }))

const LIST = '/api/v1/service-items'
const w = (zh: string, en = zh) => ({ zh, en })
const buildGuide = (over: Partial<ServiceGuide> = {}): ServiceGuide => ({
  code: 'birthRegistration',
  version: 1,
  name: w('出生登记', 'Registration of a birth'),
  summary: w('把孩子登记到户口上'),
  kind: 'confirmation',
  basicCode: '000709001000',
  implementationCode: '11990100MB0A10013K0007090010001',
  department: w('临江市公安局'),
  standing: null,
  body: 'statutory',
  powerSource: 'handedDown',
  entrustedBy: null,
  jointWith: [],
  serves: ['person'],
  level: 'county',
  handling: 'promised',
  channels: ['online', 'window'],
  area: 'city',
  visits: 0,
  visitsWhy: null,
  online: 'whole',
  byPost: true,
  quantityLimit: null,
  intermediaries: [],
  ease: ['online'],
  conditions: [w('父母至少一方是本市户口'), w('孩子还没有登记户口')],
  legalBasis: [{ law: '户口登记条例', article: '第七条', text: '婴儿出生后一个月以内申报出生登记。' }],
  materials: [
    {
      code: 'birthCertificate',
      name: w('出生医学证明'),
      standard: w('医院签发'),
      need: 'always',
      secondary: false,
      sources: [{ kind: 'licence', what: w('出生医学证明') }],
      basis: 'x',
      madeBy: { kind: 'other', ...w('接生的医院') },
      handedIn: { kind: 'original', media: 'either', copies: 1 },
    },
    {
      code: 'parents',
      name: w('父母身份'),
      standard: w('在有效期内'),
      need: 'always',
      secondary: false,
      sources: [{ kind: 'dataCheck', what: w('人口库') }],
      basis: 'x',
      madeBy: { kind: 'government', ...w('公安机关') },
      handedIn: null,
    },
    {
      code: 'marriage',
      name: w('非婚生育说明'),
      standard: w('写明随谁落户'),
      need: 'whenAsked',
      secondary: false,
      sources: [
        { kind: 'commitment', what: w('所述属实') },
        { kind: 'upload', what: w('jpg，每份不超过 10 MB') },
      ],
      basis: 'x',
      madeBy: { kind: 'applicant', ...w('本人') },
      handedIn: { kind: 'original', media: 'paper', copies: 1 },
    },
    {
      code: 'photo',
      name: w('证件照'),
      standard: w('白底'),
      need: 'always',
      secondary: true,
      sources: [{ kind: 'upload', what: w('jpg，每份不超过 3 MB') }],
      basis: 'x',
      madeBy: { kind: 'applicant', ...w('申请人自己') },
      handedIn: { kind: 'copy', media: 'paper', copies: 2, size: w('一寸') },
    },
  ],
  process: [
    { name: w('收件'), department: '临江市公安局', days: 0 },
    { name: w('审核登记'), department: '临江市公安局', days: 2 },
  ],
  promiseDays: 3,
  legalDays: 7,
  clocks: [{ code: 'promise', words: w('承诺受理后 3 个工作日内办好'), basis: '办理规程 第九条' }],
  fees: [],
  sheets: ['blank', 'sample'],
  result: { name: w('居民户口簿'), isLicence: true },
  mayAct: ['guardian'],
  faq: [{ question: w('孩子随爸爸还是随妈妈？'), answer: w('都可以，由父母商量。') }],
  consultPhone: '0990-12110',
  complaintPhone: '12345',
  counter: { name: w('户政服务大厅'), address: w('望江路 66 号'), hours: w('工作日 9:00–17:00'), phone: '0990-12110' },
  canApply: false,
  inBundle: null,
  ...over,
})

beforeEach(() => {
  resetTaro()
  jest.mocked(openFile).mockClear()
  useNetwork.setState({ online: true })
  act(() => {
    useSession.getState().signOut()
    useSettings.getState().change({ elder: false, language: 'zh' })
  })
})
afterEach(() => {
  setRouteParams({})
  mockMayApply = false
})

describe('a guide 办事指南', () => {
  const path = `GET ${LIST}/birthRegistration`
  const open = async (over: Partial<ServiceGuide> = {}) => {
    setRouteParams({ item: 'birthRegistration' })
    answerWith({ [path]: { body: buildGuide(over) } })
    const page = show(<GuidePage />)
    await screen.findByText('把孩子登记到户口上')
    return page
  }
  const row = (code: string) => idOf(`material-${code}`).textContent ?? ''

  it('answers first how long, how often, what it costs and what one gets', async () => {
    await open({ fees: [{ name: w('工本费'), fen: 1050, basis: '目录', reduction: w('低保对象不收') }] })
    expect(idOf('fact-days').textContent).toContain('3 个工作日')
    expect(idOf('fact-days').textContent).toContain('法定 7 个工作日')
    expect(idOf('fact-visits').textContent).toContain('0 次')
    expect(idOf('fact-fee').textContent).toContain('10.50 元')
    expect(idOf('fact-result').textContent).toContain('居民户口簿')
  })
  it('says of each material where it comes from: 免交, 核验, 承诺, 上传', async () => {
    await open()
    expect(screen.getByText('材料 4 样，一般只需传 1 样')).toBeTruthy()
    expect(row('birthCertificate')).toMatch(/免交.*别处开具：接生的医院.*要自己交的，原件 1 份，纸质、电子都行.*从证照库取：出生医学证明/)
    expect(row('parents')).toMatch(/系统核验.*向人口库核验/)
    expect(row('marriage')).toMatch(/签承诺.*需要时才要.*签承诺：所述属实.*没有的，自己传：jpg/)
    expect(row('marriage')).toMatch(/自己备：本人原件 1 份，纸质/)
    expect(row('parents')).not.toContain('份，')
    expect(row('photo')).toMatch(/要上传.*可以后补.*自己备：申请人自己.*复印件 2 份，纸质，一寸/)
  })
  it('opens clocks, articles and answers where they are asked for', async () => {
    await open()
    expect(screen.queryByText('承诺受理后 3 个工作日内办好')).toBeNull()
    fireEvent.click(idOf('open-clocks'))
    expect(screen.getByText('承诺受理后 3 个工作日内办好')).toBeTruthy()
    expect(screen.getByText('依据：办理规程 第九条')).toBeTruthy()
    fireEvent.click(idOf('open-law'))
    expect(screen.getByText('户口登记条例 第七条')).toBeTruthy()
    fireEvent.click(idOf('question-0'))
    expect(screen.getByText('都可以，由父母商量。')).toBeTruthy()
    expect(idOf('question-0').getAttribute('aria-expanded')).toBe('true')
  })
  it('says what the implementation list 实施清单 has of it, by the names it has there', async () => {
    await open({
      powerSource: 'entrustedByPeer',
      body: 'entrusted',
      entrustedBy: w('临江市民政局'),
      jointWith: [w('消防救援支队')],
      quantityLimit: w('按学位录取'),
      intermediaries: [{ name: w('亲子鉴定'), material: w('亲子鉴定意见'), basis: 'x' }],
      visitsWhy: w('当面拍照'),
      online: 'handIn',
    })
    expect(idOf('guide-where').textContent).toContain('为什么要到现场当面拍照')
    fireEvent.click(idOf('open-facts'))
    const facts = [
      '事项状态在用',
      '主体性质受委托组织',
      '权力来源同级委托',
      '委托部门临江市民政局',
      '联办机构消防救援支队',
      '行使层级县（区）级',
      '办件类型承诺件',
      '服务对象自然人',
    ]
    const others = ['网上办理深度网上提交，到现场一次', '结果寄送可以寄', '数量限制按学位录取', '中介服务亲子鉴定，用于“亲子鉴定意见”（依据：x）']
    for (const fact of [...facts, ...others]) expect(document.body.textContent).toContain(fact)
  })
  it('opens the blank form and the sample; what does not come is said, and asked for again', async () => {
    await open()
    answerWith({ [`${path}/sheets/blank`]: { body: { fileName: '空白表.pdf', base64: 'JVBERg==' } } })
    fireEvent.click(idOf('sheet-blank'))
    await waitFor(() => expect(openFile).toHaveBeenCalledWith({ fileName: '空白表.pdf', base64: 'JVBERg==' }))
    answerWith({ [`${path}/sheets/sample`]: { fails: 'request:fail' } })
    fireEvent.click(idOf('sheet-sample'))
    expect(await screen.findByText('网络断了。联网后再试一次')).toBeTruthy()
    answerWith({ [`${path}/sheets/sample`]: { body: { fileName: '样表.pdf', base64: 'JVBERg==' } } })
    fireEvent.click(idOf('sheet-sample'))
    await waitFor(() => expect(openFile).toHaveBeenCalledTimes(2))
    expect(screen.queryByText('网络断了。联网后再试一次')).toBeNull()
    expect(asked.every(({ header }) => header.authorization === undefined)).toBe(true)
  })
  it('of what is suspended says until when and why, and offers no beginning, no form and no window', async () => {
    mockMayApply = true
    await open({
      canApply: false,
      standing: { state: 'suspended', isComing: false, from: '2026-11-01', until: '2026-12-01', reason: w('户籍系统升级'), instead: null },
    })
    for (const words of ['暂停办理，到 2026年12月1日 为止', '户籍系统升级', '已经提交的照常办，不受影响']) expect(screen.getByText(words)).toBeTruthy()
    for (const id of ['guide-apply', 'guide-bundle', 'guide-sheets']) expect(document.getElementById(id)).toBeNull()
    expect(idOf('guide-where').textContent).not.toContain('要到窗口办')
  })
  it('of what is cancelled leads to what is asked for instead; what is only announced is begun as before', async () => {
    mockMayApply = true
    const standing = {
      state: 'cancelled',
      isComing: false,
      from: '2026-11-01',
      until: null,
      reason: w('并入新事项'),
      instead: { code: 'elderAllowance', name: w('高龄津贴申领') },
    } as const
    const page = await open({ canApply: false, standing })
    expect(screen.getByText('已经取消，2026年11月1日 起不再受理')).toBeTruthy()
    fireEvent.click(idOf('guide-instead'))
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/features/service-items/pages/guide/index?item=elderAllowance' })
    page.unmount()
    await open({ canApply: true, standing: { ...standing, isComing: true, from: '2027-01-01' } })
    expect(screen.getByText('2027年1月1日 起取消，不再受理')).toBeTruthy()
    expect(idOf('guide-apply')).toBeTruthy()
  })
  it('says where to go while there is no form, and calls the office', async () => {
    await open({ consultPhone: '0990-12110', channels: ['window'], visits: 1 })
    expect(idOf('guide-where').textContent).toMatch(/现在要到窗口办.*望江路 66 号.*工作日 9:00–17:00.*0990-12110/)
    expect(document.getElementById('guide-apply')).toBeNull()
    fireEvent.click(idOf('guide-ask'))
    expect(Taro.makePhoneCall).toHaveBeenCalledWith({ phoneNumber: '0990-12110' })
  })
  it('leads to the one thing that it is a part of, and says that by itself it is done at the window', async () => {
    await open({ inBundle: { code: 'newborn', name: w('新生儿出生') } })
    expect(idOf('guide-where').textContent).toMatch(/在“新生儿出生”里可以在手机上一次办；单独办的，带上面的材料到窗口.*望江路 66 号/)
    fireEvent.click(idOf('guide-bundle'))
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: expect.stringMatching(/\?bundle=newborn$/) as string })
  })
  it('begins the application where there is a form and a page for it', async () => {
    mockMayApply = true
    await open({ canApply: true })
    expect(idOf('guide-where').textContent).not.toContain('到窗口办')
    fireEvent.click(idOf('guide-apply'))
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: expect.stringMatching(/\?item=birthRegistration$/) as string })
  })
  it('is in English where the screen is, with its Chinese articles', async () => {
    act(() => useSettings.getState().change({ language: 'en' }))
    await open()
    expect(screen.getByText('Registration of a birth')).toBeTruthy()
    expect(screen.getByText('4 materials, as a rule 1 to upload')).toBeTruthy()
  })
  it('shows the number on the button in elder mode', async () => {
    mockMayApply = true
    act(() => useSettings.getState().change({ elder: true }))
    await open({ canApply: true })
    expect(idOf('guide-ask').textContent).toContain('打电话问 0990-12110')
  })
  it('is still read without network, with the time it is from', async () => {
    const first = await open()
    first.unmount()
    answerWith({ [path]: { fails: 'request:fail' } })
    show(<GuidePage />)
    await screen.findByText('把孩子登记到户口上')
    expect(await screen.findByText(/没有连上，显示的是/)).toBeTruthy()
  })
  it.each([
    ['an item that is gone', { item: 'birthRegistration' }],
    ['no item at all', {} as Record<string, string>],
  ])('says of %s what to do, and offers no second try', async (_, params) => {
    setRouteParams(params)
    answerWith({ [path]: { status: 404, body: { code: 'NOT_FOUND', zh: '没有找到', en: 'Not found', status: 404 } } })
    show(<GuidePage />)
    expect(await screen.findByText(/这件事已经不办了/)).toBeTruthy()
    expect(screen.queryByText('再试一次')).toBeNull()
  })
})
