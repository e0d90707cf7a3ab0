import type { FormField } from '@zsb/shared/form'
import type { JointView } from '@zsb/shared/joint-application'
import type { CaseAtWindow, JointAtWindow } from '@zsb/shared/window-application'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { buildApplication, buildForm } from '../../../test/application'
import { buildBundleGuide } from '../../../test/bundle'
import { ANSWERED, buildJoint } from '../../../test/joint'
import { idOf, press, show, signInAs } from '../../../test/show'
import Taro, { answerWith, asked, resetTaro, setRouteParams } from '../../../test/taro'
import { useSession } from '@/platform/session'
import BeginPage from './pages/begin'
import FillPage from './pages/fill'
import JointPage from './pages/joint'
import { isForDesk } from './useDeskScan'

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const posted = (path: string) => asked.filter(({ url, method }) => method === 'POST' && url === `/api/v1/window/${path}`)
const stored = () =>
  Taro.getStorageInfoSync()
    .keys.map((key) => JSON.stringify(Taro.getStorageSync(key)))
    .join()
const ITEMS = {
  items: [
    { code: 'elderPreferentialCard', zh: '老年人优待证办理', en: 'Card for the elderly', mayAct: ['self'] },
    { code: 'disabilityCertificate', zh: '残疾人证办理', en: 'Disability certificate', mayAct: ['self', 'guardian'] },
  ],
  bundles: [{ code: 'newborn', zh: '新生儿出生', en: 'A child is born', mayAct: ['guardian'] }],
}
const refusal = (code: string, zh: string, fields: object[] = []) => ({ status: 409, body: { code, zh, en: zh, status: 409, requestId: 'r', errors: fields } })
const held = (over: Partial<CaseAtWindow> = {}): CaseAtWindow => ({
  application: buildApplication(),
  applicantName: '李建国',
  childName: null,
  how: 'code',
  asked: null,
  hasPhone: true,
  ...over,
})
const heldJoint = (joint: Partial<JointView> = {}, over: Partial<JointAtWindow> = {}): JointAtWindow => ({
  joint: buildJoint(joint),
  applicantName: '许静宜',
  childName: '顾知夏',
  how: 'document',
  asked: null,
  hasPhone: false,
  ...over,
})
const { id } = buildApplication()
const HELD = `/api/v1/window/applications/${id}`

beforeEach(() => {
  resetTaro()
  useSession.getState().signOut()
  signInAs({ capacity: 'clerk', name: '林浩', handlesApplications: true })
})

describe('what the desk takes of what is scanned', () => {
  const header = (typ: string) => `https://zsb.test/v#${Buffer.from(JSON.stringify({ alg: 'ES256', typ, kid: 'k' })).toString('base64url')}.e30.c2ln`
  it('codes of cases and their numbers, and leaves licences to 核验', () => {
    expect([header('ac+jwt'), header('zp'), '谢谢惠顾', ''].map(isForDesk)).toEqual([true, false, false, false])
  })
})

describe('接手和代录', () => {
  const open = (over: Parameters<typeof answerWith>[0] = {}) => {
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, 'GET /api/v1/window/application-items': { body: ITEMS }, ...over })
    show(<BeginPage />)
  }
  it('says of a wrong counter where to go, and asks nothing for what is no code', async () => {
    open({
      'POST /api/v1/window/application-scans': refusal('APPLICATION_CODE_ELSEWHERE', '这件事不在本窗口办', [
        { pointer: '/body/text', zh: '请到临江市车管所的窗口办理', en: 'Go there' },
      ]),
    })
    type('12 位数字、办件号，或者取件码', '12345')
    await press('take-over')
    expect(posted('application-scans')).toHaveLength(0)
    type('12 位数字、办件号，或者取件码', '2840 1937 5567')
    await press('take-over')
    expect(idOf('scan-not-taken').textContent).toContain('请到临江市车管所的窗口办理')
  })
  it('begins only once document and consent were seen, and keeps nothing of the person on this machine', async () => {
    open({ 'POST /api/v1/window/applications': { status: 201, body: held({ how: 'document' }) } })
    await waitFor(() => idOf('item-elderPreferentialCard'))
    await press('item-elderPreferentialCard')
    type('姓名', '刘桂兰')
    type('证件号码', '990103194809160283')
    await press('begin')
    expect(posted('applications')).toHaveLength(0)
    await press('begin-seen')
    await press('begin-consent')
    await press('begin')
    expect(posted('applications')).toHaveLength(1)
    expect(stored()).not.toMatch(/刘桂兰|19480916/)
  })
})

describe('接手和代录 of several things at once and for a child', () => {
  const JOINT = buildJoint().id
  const open = (over: Parameters<typeof answerWith>[0] = {}) => {
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, 'GET /api/v1/window/application-items': { body: ITEMS }, ...over })
    show(<BeginPage />)
  }
  const fillPerson = async () => {
    type('姓名', '许静宜')
    type('证件号码', '990102199504180821')
    await press('begin-seen')
    await press('begin-consent')
  }
  it('asks for the child where a guardian applies, and begins 一件事 with it', async () => {
    open({ 'POST /api/v1/window/joint-applications': { status: 201, body: heldJoint() } })
    await waitFor(() => idOf('bundle-newborn'))
    await press('bundle-newborn')
    expect(document.getElementById('begin-whom')).toBeNull()
    await fillPerson()
    await press('begin')
    expect(posted('joint-applications')).toHaveLength(0)
    expect(idOf('begin-child').textContent).toContain('请照证件填孩子姓名')
    type('孩子姓名', '顾知夏')
    type('孩子的号码', 'V990000003')
    await press('begin')
    expect(posted('joint-applications')[0]!.data).toMatchObject({ bundle: 'newborn', child: { name: '顾知夏', number: 'V990000003' }, consentSigned: true })
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/features/window-applications/pages/joint/index?id=${JOINT}` })
    expect(stored()).not.toMatch(/顾知夏|V990000003/)
  })
  it('where either may apply, asks for whom', async () => {
    open({ 'POST /api/v1/window/applications': { status: 201, body: held({ how: 'document' }) } })
    await waitFor(() => idOf('item-disabilityCertificate'))
    await press('item-disabilityCertificate')
    expect(document.getElementById('begin-child')).toBeNull()
    await press('begin-whom-child')
    expect(idOf('begin-child').textContent).toContain('亲子关系')
    await press('begin-whom-self')
    await fillPerson()
    await press('begin')
    expect(posted('applications')[0]!.data).not.toHaveProperty('child')
  })
  it('a code of several things opens them', async () => {
    open({ 'POST /api/v1/window/application-scans': { status: 201, body: { opens: 'jointAtWindow', applicationId: JOINT } } })
    type('12 位数字、办件号，或者取件码', '2840 1937 5567')
    await press('take-over')
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/features/window-applications/pages/joint/index?id=${JOINT}` })
  })
})

const HOME: FormField = {
  code: 'home',
  zh: '户籍地址',
  en: 'Registered address',
  required: true,
  kind: 'text',
  least: 4,
  most: 60,
  source: { kind: 'register', register: 'population', field: 'address' },
}
const KNOWN = { field: 'home', display: '柳林路 7 号', value: null, source: { zh: '人口库', en: 'Register' }, asOf: null }
const NO_FILES = { [`GET ${HELD}/uploads`]: { body: { items: [], next: null } } }

describe('a case in the clerk’s hands', () => {
  const open = (first: CaseAtWindow | object, over: Parameters<typeof answerWith>[0] = {}) => {
    setRouteParams({ id })
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, [`GET ${HELD}`]: first, ...over } as Parameters<typeof answerWith>[0])
    show(<FillPage />)
  }
  it('R30: what is typed for the applicant is not stored on the machine, and is put before him the way that is chosen', async () => {
    open(
      { body: held() },
      { [`POST ${HELD}/confirmation-requests`]: { status: 201, body: held({ asked: 'onPaper' }) }, [`PUT ${HELD}/answers`]: { body: held() } },
    )
    await waitFor(() => screen.getByLabelText('手机号码'))
    type('手机号码', '19900000003')
    expect(stored()).not.toContain('19900000003')
    await press('to-check')
    await press('confirm-way-onPaper')
    await press('ask')
    expect(posted(`applications/${id}/confirmation-requests`)[0]!.data).toMatchObject({ answers: { phone: '19900000003' }, confirm: 'onPaper' })
  })
  it('信息有误: what he says of a value is put before him with the rest, stays on no machine, and opens nobody’s wallet', async () => {
    open(
      { body: held({ application: buildApplication({ form: buildForm(HOME), sourced: [KNOWN] }) }) },
      { [`POST ${HELD}/confirmation-requests`]: { status: 201, body: held({ asked: 'onPhone' }) } },
    )
    await waitFor(() => idOf('field-home-contest'))
    await press('field-home-contest')
    expect(idOf('contest').textContent).toContain('请申请人到发证部门更正')
    for (const absent of ['contest-licence', 'contest-call']) expect(document.getElementById(absent)).toBeNull()
    fireEvent.change(idOf('contest-says'), { target: { value: '望江街 6 号' } })
    await press('contest-say')
    expect(stored()).not.toContain('望江街')
    await press('to-check')
    expect(idOf('check').textContent).toContain('您说应该是：望江街 6 号')
    await press('ask')
    expect(posted(`applications/${id}/confirmation-requests`)[0]!.data).toMatchObject({ contested: [{ field: 'home', says: '望江街 6 号' }] })
  })
  it('what a new version of the form has changed is told, and nothing is put before him under the one that holds no longer', async () => {
    const phone = buildApplication()
    const nickname: FormField = { code: 'nickname', zh: '怎么称呼', en: 'Called', required: true, kind: 'text', least: 1, most: 10 }
    const carried = { dropped: [], added: [{ code: 'nickname', zh: '怎么称呼', en: 'Called' }] }
    const form = { ...phone.form, version: 2, sections: phone.form.sections.map((section) => ({ ...section, fields: [...section.fields, nickname] })) }
    let now = held({ application: { ...phone, answers: { phone: '19900000003' } } })
    open(() => ({ body: now }), { [`POST ${HELD}/confirmation-requests`]: refusal('APPLICATION_MOVED', '有了新进展') })
    await waitFor(() => idOf('to-check'))
    await press('to-check')
    now = held({ application: { ...now.application, form, carried } })
    await press('ask')
    expect(posted(`applications/${id}/confirmation-requests`)[0]!.data).toMatchObject({ seen: { form: 1 } })
    await waitFor(() => expect(idOf('carried').textContent).toContain('怎么称呼'))
    expect(idOf('field-nickname')).toBeTruthy()
    expect(document.getElementById('check')).toBeNull()
  })
  it('waits for the phone, and says so; signed on paper it is handed in', async () => {
    open(
      { body: held({ asked: 'onPaper', hasPhone: false }) },
      { ...NO_FILES, [`POST ${HELD}/submissions`]: { status: 201, body: buildApplication({ status: 'submitted', number: 'BJ-20261127-ABCDEF-1' }) } },
    )
    await waitFor(() => idOf('hand-in-signed'))
    expect(idOf('signed-sheet').textContent).toContain('签过字的确认单')
    await press('hand-in-signed')
    await waitFor(() => expect(idOf('handed-in').textContent).toContain('BJ-20261127-ABCDEF-1'))
  })
  it('is over when the applicant took it back', async () => {
    const gone = { status: 404, body: { code: 'NOT_FOUND', zh: '没有找到', en: 'Not found', status: 404, requestId: 'r' } }
    open(gone, { [`GET /api/v1/staff/applications/${id}`]: gone })
    await waitFor(() => idOf('sitting-over'))
  })
})

describe('several things at once in the clerk’s hands', () => {
  const { id: JOINT } = buildJoint()
  const ONE = `/api/v1/window/joint-applications/${JOINT}`
  const files = { [`GET /api/v1/window/applications/${JOINT}/uploads`]: { body: { items: [], next: null } } }
  const sent = (path: string, method = 'POST') => asked.filter((each) => each.method === method && each.url === `${ONE}${path}`)
  const open = (first: JointAtWindow, over: Parameters<typeof answerWith>[0] = {}) => {
    setRouteParams({ id: JOINT })
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      'GET /api/v1/bundles/newborn': { body: buildBundleGuide() },
      [`GET ${ONE}`]: { body: first },
      [`PUT ${ONE}/answers`]: ({ data }: { data: unknown }) => {
        const { answers, version } = data as { answers: Record<string, unknown>; version: number }
        return { body: heldJoint({ answers, version: version + 1 }) }
      },
      ...files,
      ...over,
    })
    show(<JointPage />)
  }
  it('the clerk asks the questions, under the names of whom it is for; answers go to the draft and stay on no machine', async () => {
    open(heldJoint({ answers: {}, promised: null }))
    await waitFor(() => idOf('question-next'))
    expect(idOf('applicant').textContent).toContain('许静宜')
    expect(idOf('applicant-child').textContent).toContain('顾知夏')
    await press('answer-father-abroad')
    await press('question-next')
    await press('answer-insured-no')
    await press('question-next')
    await waitFor(() => idOf('to-check'))
    expect((sent('/answers', 'PUT')[0]!.data as { answers: object }).answers).toEqual({ father: 'abroad', insured: 'no' })
    expect(stored()).not.toMatch(/abroad|顾知夏/)
  })
  it('信息有误: what she says of a value goes along with all of it', async () => {
    const { form } = buildJoint()
    const withHome = { form: { ...form, sections: form.sections.map((section) => ({ ...section, fields: [...section.fields, HOME] })) }, sourced: [KNOWN] }
    open(heldJoint({ answers: { ...ANSWERED, relation: '女' }, ...withHome }), {
      [`POST ${ONE}/confirmation-requests`]: { status: 201, body: heldJoint({}, { asked: 'onPaper' }) },
    })
    await waitFor(() => idOf('field-home-contest'))
    await press('field-home-contest')
    expect(idOf('contest').textContent).toContain('请申请人到发证部门更正')
    fireEvent.change(idOf('contest-says'), { target: { value: '望江街 6 号' } })
    await press('contest-say')
    await press('material-certificate-licence')
    await act(async () => void fireEvent.click(screen.getByText('同意使用')))
    await press('to-check')
    await press('ask')
    expect(sent('/confirmation-requests')[0]!.data).toMatchObject({ contested: [{ field: 'home', says: '望江街 6 号' }] })
    expect(stored()).not.toContain('望江街')
  })
  it('a version of the bundle published meanwhile is told, and nothing is put before her under the one that holds no longer', async () => {
    const filled = { answers: { ...ANSWERED, relation: '女' } }
    const { bundle } = buildJoint()
    const changes = { added: [{ code: 'clinic', zh: '接种点', en: 'Clinic' }], dropped: [] }
    const carried = { ...changes, parts: { added: [], dropped: [] }, materials: { added: [], dropped: [] } }
    let now = heldJoint(filled)
    open(now, { [`GET ${ONE}`]: () => ({ body: now }), [`POST ${ONE}/confirmation-requests`]: refusal('APPLICATION_MOVED', '有了新进展') })
    await waitFor(() => idOf('to-check'))
    await press('material-certificate-licence')
    await act(async () => void fireEvent.click(screen.getByText('同意使用')))
    await press('to-check')
    now = heldJoint({ ...filled, version: 2, bundle: { ...bundle, version: 2 }, carried })
    await press('ask')
    expect(sent('/confirmation-requests')[0]!.data).toMatchObject({ bundleVersion: 1 })
    await waitFor(() => expect(idOf('carried').textContent).toContain('接种点'))
    expect(document.getElementById('check')).toBeNull()
  })
  it('is put before her as one sheet, and handed in once it is signed', async () => {
    open(heldJoint({ answers: { ...ANSWERED, relation: '女' } }), {
      [`POST ${ONE}/confirmation-requests`]: { status: 201, body: heldJoint({}, { asked: 'onPaper' }) },
    })
    await waitFor(() => idOf('to-check'))
    await press('material-certificate-licence')
    await act(async () => void fireEvent.click(screen.getByText('同意使用')))
    await press('to-check')
    expect(idOf('to-registration').textContent).toContain('出生医学证明')
    answerWith({
      [`GET ${ONE}`]: { body: heldJoint({}, { asked: 'onPaper' }) },
      [`POST ${ONE}/submissions`]: { status: 201, body: buildJoint({ isDraft: false, state: 'running' }) },
      ...files,
    })
    await press('ask')
    expect(sent('/confirmation-requests')[0]!.data).toMatchObject({ confirm: 'onPaper', materials: [{ code: 'certificate', kind: 'licence' }] })
    await waitFor(() => idOf('hand-in-signed'))
    const done = heldJoint({ isDraft: false, state: 'running', roles: buildJoint().roles.map((role) => ({ ...role, state: 'pending' })) })
    answerWith({ [`GET ${ONE}`]: { body: done } })
    await press('hand-in-signed')
    await waitFor(() => expect(idOf('handed-in').textContent).toContain('一次交上了'))
    expect(sent('/submissions')[0]!.data).toMatchObject({ signed: true })
    expect(idOf('role-father').textContent).toContain('已发消息给他')
  })
  it('a second person signs here once he was compared and his sheet is scanned; nothing counts before', async () => {
    open(heldJoint({ isDraft: false, state: 'running', roles: buildJoint().roles.map((role) => ({ ...role, state: 'pending' })) }))
    await waitFor(() => idOf('sign-here-father'))
    await press('sign-here-father')
    await press('consent-seen-father')
    expect(idOf('consent-signed-father').getAttribute('aria-disabled')).toBe('true')
    await press('consent-signed-father')
    expect(asked.filter(({ url }) => url.endsWith('/signatures'))).toHaveLength(0)
  })
})
