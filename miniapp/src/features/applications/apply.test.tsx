import { addDays, toCalendarDate } from '@zsb/shared/time'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import type { ApplicationView } from '@zsb/shared/application'
import { writeSignature, type FormField, type Stroke } from '@zsb/shared/form'
import { buildApplication, buildForm } from '../../../test/application'
import { idOf, press, show, shown, signInAs, typeAndLeave as type } from '../../../test/show'
import { draw, layOutSheets } from '../../../test/sign'
import Taro, { answerWith, asked, coverPages, files, resetTaro, setRouteParams } from '../../../test/taro'
import { uploadServer } from '../../../test/upload-server'
import { buildCard, buildWallet } from '../../../test/wallet'
import { useSession } from '@/platform/session'
import ApplyPage from './pages/apply'

jest.mock('./signature/Pad', () => jest.requireActual<object>('./signature/Pad.h5'))

const API = '/api/v1/applications'
const named = (zh: string) => ({ zh, en: zh })
const ID = buildApplication().id
const LICENCE = '01JD0000000000000000000002'
const SIGNED: readonly Stroke[] = [
  [
    { x: 40, y: 40 },
    { x: 200, y: 42 },
  ],
  [
    { x: 120, y: 40 },
    { x: 122, y: 180 },
  ],
]
const choices = [
  { value: 'yes', ...named('是') },
  { value: 'no', ...named('否') },
]
const base = (code: string, zh: string) => ({ code, ...named(zh), required: true })
const FIELDS: Record<string, FormField> = {
  text: { ...base('text', '说明'), kind: 'text', least: 2, most: 5 },
  longText: { ...base('longText', '经过'), kind: 'longText', least: 2, most: 20 },
  number: { ...base('number', '面积'), kind: 'number', decimals: 1, from: 0, to: 300, unit: '平方米' },
  date: { ...base('date', '入住日期'), kind: 'date', to: 'today' },
  region: { ...base('region', '所在区'), kind: 'region' },
  address: { ...base('address', '住址'), kind: 'address' },
  personName: { ...base('personName', '联系人'), kind: 'personName' },
  idNumber: { ...base('idNumber', '号码'), kind: 'idNumber' },
  creditCode: { ...base('creditCode', '信用代码'), kind: 'creditCode' },
  phone: { ...base('phone', '手机号码'), kind: 'phone' },
  choice: { ...base('choice', '户口在本市'), kind: 'choice', choices },
  choices: { ...base('choices', '用途'), kind: 'choices', choices, least: 1, most: 2 },
  rows: {
    ...base('rows', '家庭成员'),
    kind: 'rows',
    least: 1,
    most: 2,
    columns: [{ ...base('who', '成员'), kind: 'personName' }],
  },
  licence: { ...base('licence', '驾驶证'), kind: 'licence', licenceType: 'drivingLicence' },
  declaration: { ...base('declaration', '声明'), kind: 'declaration', text: named('都是真实的') },
  person: { ...base('person', '同住人'), kind: 'person' },
  file: { ...base('file', '附件'), kind: 'file', least: 1, most: 1 },
  signature: { ...base('signature', '签名'), kind: 'signature' },
}
const sent = (path: string, method = 'POST') => asked.filter((each) => each.method === method && each.url === `${API}/${ID}/${path}`)
const saved = (over: Partial<ApplicationView>) => ({
  [`PUT ${API}/${ID}/answers`]: (ask: { data: unknown }) => ({
    body: buildApplication({ ...over, version: 2, answers: (ask.data as { answers: Record<string, unknown> }).answers }),
  }),
})

async function open(view: Partial<ApplicationView> = {}, over: Parameters<typeof answerWith>[0] = {}) {
  const draft = buildApplication(view)
  setRouteParams({ item: 'elderPreferentialCard' })
  answerWith({
    'POST /api/v1/live/tickets': { fails: 'no line' },
    'GET /api/v1/licences': { body: buildWallet({ items: [buildCard({ id: LICENCE })] }) },
    [`POST ${API}`]: { status: 201, body: draft },
    [`GET ${API}/${ID}`]: { body: draft },
    ...saved(view),
    ...over,
  })
  const page = show(<ApplyPage />)
  await waitFor(() => idOf('to-check'))
  return page
}

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
  signInAs()
})

describe('a form 表单, by kind of field', () => {
  it.each<[string, string, string, string]>([
    ['text', 'field-text', '一', '至少写 2 个字'],
    ['longText', 'field-longText', '一', '至少写 2 个字'],
    ['number', 'field-number', '三十', '请填数字'],
    ['date', 'field-date', '20260230', '没有这一天，请看年月日对不对'],
    ['address', 'field-address', '江北', '至少写 4 个字'],
    ['personName', 'field-personName', '王1梅', '有不能用的字符，请按证件填写'],
    ['idNumber', 'field-idNumber', '110105194912310021', '号码有一位不对，请对照证件再核对'],
    ['creditCode', 'field-creditCode', '91350100M000100Y44', '号码有一位不对，请对照证件再核对'],
    ['phone', 'field-phone', '1390000', '请填 11 位手机号码'],
    ['person', 'field-person-number', '123', '位数不对，请对照证件'],
  ])('%s says at the field, once it is left, what is wrong, and keeps what was typed', async (kind, id, typed, sentence) => {
    const page = await open({ form: buildForm(FIELDS[kind]!) })
    expect(screen.queryByText(sentence)).toBeNull()
    type(id, typed)
    expect(await screen.findByText(sentence)).toBeTruthy()
    expect((idOf(id) as HTMLInputElement).value).toBe(typed)
    page.unmount()
  })
  it.each<[string, () => Promise<void>, unknown]>([
    ['region', () => press('field-region-choice-990102'), '990102'],
    ['choice', () => press('field-choice-no'), 'no'],
    [
      'choices',
      async () => {
        await press('field-choices-yes')
        await press('field-choices-no')
      },
      ['yes', 'no'],
    ],
    ['declaration', () => press('field-declaration-agreed'), 'agreed'],
    [
      'licence',
      async () => {
        await waitFor(() => idOf('field-licence-card-1'))
        await press('field-licence-card-1')
      },
      LICENCE,
    ],
    [
      'rows',
      async () => {
        await press('field-rows-add')
        type('field-rows-0-who', '王小梅')
      },
      [{ who: '王小梅' }],
    ],
    [
      'person',
      async () => {
        type('field-person-name', '王小梅')
        type('field-person-number', '11010519491231002X')
      },
      { name: '王小梅', number: '11010519491231002X' },
    ],
  ])('%s is answered, summed up and sent', async (kind, answer, value) => {
    const done = buildApplication({ status: 'submitted', number: 'BJ-20261123-7K2M9Q-4', version: 3 })
    const page = await open({ form: buildForm(FIELDS[kind]!) }, { [`POST ${API}/${ID}/submissions`]: { status: 201, body: done } })
    await answer()
    await press('to-check')
    await press('submit')
    await waitFor(() => idOf('submitted'))
    expect(sent('submissions')[0]!.data).toMatchObject({ answers: { [kind]: value } })
    page.unmount()
  })
  it('person: what was not touched yet is not wrong yet; left blank altogether, it is missing', async () => {
    await open({ form: buildForm(FIELDS.person!) })
    type('field-person-name', '王小梅')
    expect(screen.queryByText('这一项必填')).toBeNull()
    fireEvent.blur(idOf('field-person-number'))
    expect(idOf('field-person-number-error').textContent).toContain('这一项必填')
    type('field-person-name', '')
    expect(idOf('field-person-error').textContent).toContain('这一项必填')
  })
  it('rows: a row says only what is wrong where somebody was, also once a row before it is gone', async () => {
    const columns = [
      { ...base('who', '成员'), kind: 'personName' as const },
      { ...base('call', '电话'), kind: 'phone' as const },
    ]
    await open({ form: buildForm({ ...FIELDS.rows!, most: 3, columns } as FormField) })
    await press('field-rows-add')
    await press('field-rows-add')
    type('field-rows-0-who', '王小梅')
    type('field-rows-1-call', '139')
    const wrong = () => [...document.querySelectorAll('[id$=-error]')].map(({ id }) => id)
    expect(wrong()).toEqual(['field-rows-1-call-error'])
    await press('field-rows-0-remove')
    expect(wrong()).toEqual(['field-rows-0-call-error'])
    await press('to-check')
    expect(wrong()).toEqual(['field-rows-0-who-error', 'field-rows-0-call-error'])
  })
  it.each<[string, string]>([
    ['licence', 'field-licence-card-1'],
    ['choice', 'field-choice-yes'],
  ])('%s that need not be answered says so once, and can be taken back', async (kind, id) => {
    await open({ form: buildForm({ ...FIELDS[kind]!, required: false }) })
    await waitFor(() => idOf(id))
    expect(document.body.textContent?.match(/可不填/g)).toHaveLength(1)
    await press(id)
    expect(idOf(id).getAttribute('aria-checked')).toBe('true')
    await press(id)
    expect(idOf(id).getAttribute('aria-checked')).toBe('false')
  })
  it('reads a day back whatever the width of its digits', async () => {
    await open({ form: buildForm(FIELDS.date!) })
    type('field-date', '１９６００５０１')
    expect(screen.getByText('1960年5月1日')).toBeTruthy()
  })
  it('asks a field only when its condition holds, and computes what follows from others', async () => {
    const home: FormField = { ...base('home', '住址'), kind: 'address', when: { field: 'choice', is: 'no' } }
    const age: FormField = { ...base('age', '年龄'), kind: 'computed', from: { rule: 'ageOn', of: 'born' } }
    const born: FormField = { ...base('born', '出生日期'), kind: 'date' }
    await open({ form: buildForm(FIELDS.choice!, home, born, age) })
    expect(document.getElementById('field-home')).toBeNull()
    await press('field-choice-no')
    expect(idOf('field-home')).toBeTruthy()
    type('field-born', '19000101')
    expect(Number((idOf('field-age') as HTMLInputElement).value)).toBeGreaterThan(120)
  })
  it('shows a value from elsewhere with its source, not to be typed over, and leads to the licence’s own report', async () => {
    const born: FormField = { ...base('born', '出生日期'), kind: 'date', source: { kind: 'licence', licenceType: 'drivingLicence', field: 'birthDate' } }
    const known = { field: 'born', display: '1958-03-02', value: '1958-03-02', source: named('机动车驾驶证'), asOf: '2026-11-20T00:00:00.000Z' }
    await open({ form: buildForm(born), sourced: [known] })
    const input = idOf('field-born') as HTMLInputElement
    expect(input.value).toBe('1958年3月2日')
    expect(input.disabled).toBe(true)
    expect(screen.getByText('来自 机动车驾驶证 · 2026年11月20日')).toBeTruthy()
    await press('field-born-contest')
    await press('contest-licence')
    await waitFor(() => expect(Taro.navigateTo).toHaveBeenCalledWith({ url: `/features/licences/pages/detail/index?id=${LICENCE}` }))
  })
  it('信息有误: what it should be is said at the field, read by its rules, handed in beside the value of the source, and can be taken back', async () => {
    const address: FormField = {
      ...base('home', '户籍地址'),
      kind: 'text',
      least: 4,
      most: 60,
      source: { kind: 'register', register: 'population', field: 'address' },
    }
    const known = { field: 'home', display: '临江市江南区柳林路 7 号', value: null, source: named('人口库'), asOf: null }
    const done = buildApplication({ status: 'submitted', number: 'BJ-20261123-7K2M9Q-4', version: 3 })
    await open({ form: buildForm(address, FIELDS.phone!), sourced: [known] }, { [`POST ${API}/${ID}/submissions`]: { status: 201, body: done } })
    expect(screen.getByText('来自 人口库')).toBeTruthy()
    await press('field-home-contest')
    await press('contest-say')
    expect(idOf('contest-says-error').textContent).toContain('请写一下应该是什么')
    type('contest-says', '江北')
    await press('contest-say')
    expect(idOf('contest-says-error').textContent).toContain('至少写 4 个字')
    type('contest-says', '江北区滨江路 18 号')
    await press('contest-say')
    const said = '您说应该是：江北区滨江路 18 号。请窗口核实'
    expect(screen.getByText(said)).toBeTruthy()
    expect((idOf('field-home') as HTMLInputElement).value).toBe('临江市江南区柳林路 7 号')
    await press('field-home-contest')
    expect((idOf('contest-says') as HTMLInputElement).value).toBe('江北区滨江路 18 号')
    await press('contest-unsay')
    expect(screen.queryByText(said)).toBeNull()
    await press('field-home-contest')
    type('contest-says', '江北区滨江路 18 号')
    await press('contest-say')
    type('field-phone', '19900000001')
    await press('to-check')
    expect(idOf('check').textContent).toContain(said)
    await press('submit')
    await waitFor(() => idOf('submitted'))
    expect(sent('submissions')[0]!.data).toMatchObject({
      answers: { phone: '19900000001' },
      contested: [{ field: 'home', says: '江北区滨江路 18 号' }],
    })
    expect((sent('submissions')[0]!.data as { answers: object }).answers).not.toHaveProperty('home')
  })
  it.each([
    [31, /来得及.*视为准予延续/],
    [29, /已经过了.*不会自动延续.*停业/],
    [-1, /已经到期，不能延续/],
  ])('延续: a licence that ends in %i days says what it means to ask today', async (days, says) => {
    const validToDay = addDays(toCalendarDate(new Date()), days)
    const card = buildCard({ id: LICENCE, validToDay })
    await open({ form: buildForm({ ...FIELDS.licence!, renews: true } as FormField) }, { 'GET /api/v1/licences': { body: buildWallet({ items: [card] }) } })
    await waitFor(() => idOf('field-licence-card-1'))
    expect(document.body.textContent).not.toMatch(says)
    await press('field-licence-card-1')
    expect(document.body.textContent).toMatch(says)
  })
  it('is filled in by the person where the source has nothing', async () => {
    const born: FormField = { ...base('born', '出生日期'), kind: 'date', source: { kind: 'licence', licenceType: 'drivingLicence', field: 'birthDate' } }
    await open({ form: buildForm(born), sourced: [{ field: 'born', display: null, value: null, source: named('机动车驾驶证'), asOf: null }] })
    expect((idOf('field-born') as HTMLInputElement).disabled).toBe(false)
    expect(screen.getByText('机动车驾驶证里没有，请您填写：八位数字，例如 19600501')).toBeTruthy()
  })
})

describe('提交', () => {
  const option = (kind: 'licence' | 'commitment' | 'dataCheck', over = {}) => ({ kind, words: named(kind), available: true, why: null, text: null, ...over })
  const material = (code: string, ...options: ReturnType<typeof option>[]) => ({
    code,
    ...named(code),
    standard: named('看得清'),
    need: 'always' as const,
    options,
    taken: null,
    asked: null,
    mayFollow: false,
  })
  it('is sent once, however often it is tapped before the answer is there', async () => {
    const done = buildApplication({ status: 'submitted', number: 'BJ-20261123-7K2M9Q-4', version: 3 })
    await open({}, { [`POST ${API}/${ID}/submissions`]: { status: 201, body: done } })
    type('field-phone', '19900000001')
    await press('to-check')
    await act(async () => [1, 2, 3].forEach(() => fireEvent.click(idOf('submit'))))
    await waitFor(() => idOf('submitted'))
    expect(sent('submissions')).toHaveLength(1)
  })
  it('stops at the first field that is wrong and shows all of them', async () => {
    await open({ form: buildForm(FIELDS.text!, FIELDS.phone!) })
    await press('to-check')
    expect(document.getElementById('check')).toBeNull()
    expect(screen.getAllByText('这一项必填')).toHaveLength(2)
    await waitFor(() => expect(Taro.pageScrollTo).toHaveBeenCalledWith(expect.objectContaining({ selector: '#field-text' })))
  })
  it('uses a licence only with consent, and a commitment only once its text was agreed to', async () => {
    const materials = [material('identity', option('licence')), material('home', option('commitment', { text: named('本人承诺住满六个月') }))]
    const done = buildApplication({ status: 'submitted', number: 'BJ-20261123-7K2M9Q-4', version: 3 })
    await open({ materials, form: buildForm(FIELDS.declaration!) }, { [`POST ${API}/${ID}/submissions`]: { status: 201, body: done } })
    await press('to-check')
    expect(screen.getByText('还有 3 处要改')).toBeTruthy()
    expect(screen.getByText('请看：声明、identity、home')).toBeTruthy()
    await press('field-declaration-agreed')
    await press('to-check')
    expect(screen.getAllByText('请选一种方式')).toHaveLength(2)
    await press('material-identity-licence')
    fireEvent.click(screen.getByText('先不用'))
    await press('to-check')
    expect(screen.getAllByText('请选一种方式')).toHaveLength(2)
    await press('material-identity-licence')
    fireEvent.click(screen.getByText('同意使用'))
    await press('material-home-commitment')
    expect(screen.getByText('本人承诺住满六个月')).toBeTruthy()
    await press('commit')
    await press('to-check')
    await press('submit')
    await waitFor(() => idOf('submitted'))
    expect(sent('submissions')[0]!.data).toMatchObject({
      materials: [
        { code: 'identity', kind: 'licence' },
        { code: 'home', kind: 'commitment' },
      ],
    })
    expect(screen.getByText('BJ-20261123-7K2M9Q-4')).toBeTruthy()
  })
  it('容缺: a secondary material may follow once the whole commitment was agreed to, until a way is chosen after all', async () => {
    const materials = [{ ...material('home', option('commitment', { text: named('本人承诺住满六个月') })), mayFollow: true }]
    const gapOffer = { commitment: named('本人承诺 3 个工作日内补齐'), version: 2, days: 3 }
    const done = buildApplication({ status: 'submitted', number: 'BJ-20261123-7K2M9Q-4', version: 3 })
    await open({ materials, gapOffer, form: buildForm(FIELDS.declaration!) }, { [`POST ${API}/${ID}/submissions`]: { status: 201, body: done } })
    await press('field-declaration-agreed')
    await press('material-home-later')
    expect(screen.getByText('本人承诺 3 个工作日内补齐')).toBeTruthy()
    await press('to-check')
    expect(document.getElementById('check')).toBeNull()
    await press('agree-later')
    await press('material-home-commitment')
    await press('commit')
    expect(screen.queryByText('承诺后补')).toBeNull()
    await press('material-home-later')
    await press('agree-later')
    expect(screen.getByText('承诺后补')).toBeTruthy()
    await press('to-check')
    expect(idOf('check').textContent).toContain('已承诺受理后 3 个工作日内补来')
    await press('submit')
    await waitFor(() => idOf('submitted'))
    expect(sent('submissions')[0]!.data).toMatchObject({ materials: [], later: { materials: ['home'], commitment: 2 } })
  })
  it('says why somebody is not entitled before anything is sent', async () => {
    const born: FormField = { ...base('born', '出生日期'), kind: 'date' }
    const age: FormField = { ...base('age', '年龄'), kind: 'computed', from: { rule: 'ageOn', of: 'born' } }
    await open({ form: buildForm(born, age), eligibility: [{ holds: { field: 'age', atLeast: 60 }, refusal: named('满 60 周岁才能办') }] })
    expect(screen.queryByText('满 60 周岁才能办')).toBeNull()
    type('field-born', '20200101')
    expect(await screen.findByText('满 60 周岁才能办')).toBeTruthy()
    await press('to-check')
    expect(document.getElementById('check')).toBeNull()
  })
  it('puts a refusal of the server at its field, until the field is changed', async () => {
    const refusal = {
      status: 422,
      body: { code: 'APPLICATION_REFUSED', zh: '有几处没有填对', en: 'x', fields: [{ pointer: '/answers/phone', zh: '这个号码停机了', en: 'x' }] },
    }
    await open({}, { [`POST ${API}/${ID}/submissions`]: refusal })
    type('field-phone', '19900000001')
    await press('to-check')
    await press('submit')
    expect((await screen.findByText('这个号码停机了')).closest('#field-phone-error')).toBeTruthy()
    expect((idOf('field-phone') as HTMLInputElement).value).toBe('19900000001')
    type('field-phone', '19900000002')
    expect(screen.queryByText('这个号码停机了')).toBeNull()
  })
  it('keeps what was typed and chosen in every kind of field when the server refuses all of it, each at its field', async () => {
    const right: Record<string, string> = {
      text: '三楼',
      longText: '去年搬来',
      number: '36.5',
      date: '20260101',
      address: '临江市江北区㐂巷一号',
      personName: '𠮷某',
      idNumber: '11010519491231002X',
      creditCode: '91350100M000100Y43',
      phone: '19900000001',
    }
    const texts: Record<string, string> = {
      ...Object.fromEntries(Object.entries(right).map(([kind, typed]) => [`field-${kind}`, typed])),
      'field-rows-0-who': '王小梅',
      'field-person-name': '李建国',
      'field-person-number': '11010519491231002X',
    }
    const chosen = ['field-region-choice-990102', 'field-choice-no', 'field-choices-yes', 'field-licence-card-1', 'field-declaration-agreed']
    layOutSheets()
    const places: Record<string, string> = { rows: 'rows/0/who', person: 'person/number' }
    const fields = Object.keys(FIELDS).map((kind) => ({ pointer: `/answers/${places[kind] ?? kind}`, zh: `${kind}再核对`, en: 'x' }))
    const refusal = { status: 422, body: { code: 'APPLICATION_REFUSED', zh: '有几处没有填对', en: 'x', fields } }
    await open({ form: buildForm(...Object.values(FIELDS)) }, { ...uploadServer().answers, [`POST ${API}/${ID}/submissions`]: refusal })
    await press('field-rows-add')
    files.set('tmp/paper.jpg', '\xff\xd8\xff\xe0'.padEnd(900, '.'))
    Taro.chooseMedia.mockResolvedValueOnce({ tempFiles: [{ tempFilePath: 'tmp/paper.jpg', size: 900 }] })
    await press('field-file-files-album')
    await waitFor(() => idOf('field-file-files-1'))
    for (const stroke of SIGNED) draw('field-signature-pad', stroke)
    for (const [id, typed] of Object.entries(texts)) type(id, typed)
    await waitFor(() => idOf('field-licence-card-1'))
    for (const id of chosen) await press(id)
    await press('to-check')
    await press('submit')
    await screen.findByText('text再核对')
    for (const kind of Object.keys(FIELDS)) expect([kind, screen.queryAllByText(`${kind}再核对`).length]).toEqual([kind, 1])
    for (const [id, typed] of Object.entries(texts)) expect([id, (idOf(id) as HTMLInputElement).value]).toEqual([id, typed])
    for (const id of chosen) expect([id, idOf(id).getAttribute('aria-checked') ?? idOf(id).getAttribute('aria-pressed')]).toEqual([id, 'true'])
    // The file that was sent and the name that was drawn are there, and go along when it is handed in again.
    expect(shown('field-file-files-1')).toBe(true)
    expect(idOf('field-signature-signed').getAttribute('src')).toContain('data:image/svg+xml')
    const [first] = sent('submissions')
    expect(first!.data).toMatchObject({ answers: { file: ['01JD0000000000000000FRESH1'], signature: writeSignature(SIGNED) } })
    type('field-text', '四楼')
    await press('to-check')
    await press('submit')
    await waitFor(() => expect(sent('submissions')).toHaveLength(2))
    expect(sent('submissions')[1]!.data).toMatchObject({ answers: { file: ['01JD0000000000000000FRESH1'], signature: writeSignature(SIGNED), text: '四楼' } })
  })
  it('keeps what was typed when the draft was changed elsewhere, and sends it with the new version', async () => {
    let tries = 0
    const done = buildApplication({ status: 'submitted', number: 'BJ-20261123-7K2M9Q-4', version: 9 })
    await open(
      {},
      {
        [`GET ${API}/${ID}`]: { body: buildApplication({ version: 7 }) },
        [`PUT ${API}/${ID}/answers`]: { fails: 'request:fail' },
        [`POST ${API}/${ID}/submissions`]: () =>
          ++tries === 1 ? { status: 409, body: { code: 'APPLICATION_MOVED', zh: '有了新进展', en: 'x' } } : { status: 201, body: done },
      },
    )
    type('field-phone', '19900000001')
    await press('to-check')
    await press('submit')
    expect(await screen.findByText('这份草稿刚在别处改过。您填的都在，请再看一遍')).toBeTruthy()
    expect(screen.queryByText('有了新进展')).toBeNull()
    expect((idOf('field-phone') as HTMLInputElement).value).toBe('19900000001')
    await press('to-check')
    await press('submit')
    await waitFor(() => idOf('submitted'))
    expect(sent('submissions')[1]!.data).toMatchObject({ version: 7, answers: { phone: '19900000001' } })
  })
})

describe('a form that cannot be opened', () => {
  const begin = async (params: Record<string, string>, answers: Parameters<typeof answerWith>[0] = {}) => {
    setRouteParams(params)
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, ...answers })
    show(<ApplyPage />)
  }
  const refused = (status: number, code: string) => ({ status, body: { code, zh: '办不了', en: 'x' } })
  it('without an item leads to where one is found', async () => {
    await begin({})
    await press('apply-find')
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/features/service-items/pages/catalogue/index' })
  })
  it('that cannot be begun here leads to its guide', async () => {
    await begin({ item: 'workInjury' }, { [`POST ${API}`]: refused(409, 'APPLICATION_NOT_ONLINE') })
    await waitFor(() => idOf('apply-guide'))
    await press('apply-guide')
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/features/service-items/pages/guide/index?item=workInjury' })
  })
  it.each(['ITEM_SUSPENDED', 'ITEM_CANCELLED'])('that is not taken at present, %s, says why, and leads to its guide', async (code) => {
    const errors = [{ pointer: '/item', zh: '制卡系统升级', en: 'The card system is being renewed' }]
    await begin({ item: 'workInjury' }, { [`POST ${API}`]: { status: 409, body: { code, zh: '办不了', en: 'x', errors } } })
    expect(await screen.findByText('制卡系统升级')).toBeTruthy()
    expect(screen.queryByText('再试一次')).toBeNull()
    await press('apply-guide')
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/features/service-items/pages/guide/index?item=workInjury' })
  })
  it('that is not there leads to those that are', async () => {
    await begin({ id: ID }, { [`GET ${API}/${ID}`]: refused(404, 'NOT_FOUND') })
    await waitFor(() => idOf('to-applications'))
  })
  it('for somebody else opens once she acts for herself again', async () => {
    act(() => useSession.getState().actFor({ subjectId: '01AN', name: '王安', relation: 'child' }))
    const body = buildApplication()
    await begin(
      { item: 'elderPreferentialCard' },
      { [`POST ${API}`]: () => (useSession.getState().subject ? refused(403, 'APPLICATION_NOT_FOR_YOU') : { status: 201, body }) },
    )
    await waitFor(() => idOf('apply-as-self'))
    await press('apply-as-self')
    await waitFor(() => idOf('to-check'))
  })
})

describe('草稿', () => {
  it('is with the server when the form is left, and there again on another phone, where what is typed goes on from it', async () => {
    const form = buildForm(FIELDS.text!, FIELDS.idNumber!)
    const page = await open({ form })
    type('field-text', '说明')
    type('field-idNumber', '11010519491231002X')
    page.unmount()
    const answers = { text: '说明', idNumber: '11010519491231002X' }
    await waitFor(() => expect(sent('answers', 'PUT')[0]!.data).toEqual({ version: 1, seen: { item: 1, form: 1 }, answers }))
    resetTaro()
    act(() => useSession.getState().signOut())
    signInAs()
    expect(Taro.getStorageInfoSync().keys.filter((key) => key.includes('draft'))).toEqual([])
    await open({ form, version: 2, answers })
    for (const [code, typed] of Object.entries(answers)) expect([code, (idOf(`field-${code}`) as HTMLInputElement).value]).toEqual([code, typed])
    type('field-text', '新说明')
    await act(async () => coverPages())
    expect(sent('answers', 'PUT')[0]!.data).toMatchObject({ version: 2, answers: { ...answers, text: '新说明' } })
  })
  it('stays on the phone while there is no network, but never a number of a document (R30)', async () => {
    const form = buildForm(FIELDS.text!, FIELDS.idNumber!)
    const page = await open({ form }, { [`PUT ${API}/${ID}/answers`]: { fails: 'request:fail' } })
    type('field-text', '说明')
    type('field-idNumber', '11010519491231002X')
    page.unmount()
    await waitFor(() => expect(sent('answers', 'PUT')).toHaveLength(1))
    const kept = Taro.getStorageInfoSync()
      .keys.map((key) => String(Taro.getStorageSync(key)))
      .join()
    expect(kept).toContain('说明')
    expect(kept).not.toContain('11010519491231002X')
    await open({ form })
    expect((idOf('field-text') as HTMLInputElement).value).toBe('说明')
  })
  it('is left for the case once it was handed in elsewhere, and says so there', async () => {
    await open(
      { form: buildForm(FIELDS.text!) },
      {
        [`PUT ${API}/${ID}/answers`]: { status: 409, body: { code: 'APPLICATION_MOVE_REFUSED', zh: '现在不能这样办', en: 'x' } },
        [`GET ${API}/${ID}`]: { body: buildApplication({ status: 'submitted', version: 3 }) },
      },
    )
    type('field-text', '说明')
    await act(async () => coverPages())
    await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalledWith({ url: `/features/applications/pages/application/index?id=${ID}&from=draft` }))
  })
  it('is saved by itself once what was changed elsewhere has come', async () => {
    let tries = 0
    await open(
      { form: buildForm(FIELDS.text!) },
      {
        [`PUT ${API}/${ID}/answers`]: () =>
          ++tries === 1 ? { status: 409, body: { code: 'APPLICATION_MOVED', zh: '有了新进展', en: 'x' } } : { body: buildApplication({ version: 8 }) },
        [`GET ${API}/${ID}`]: { body: buildApplication({ form: buildForm(FIELDS.text!), version: 7 }) },
      },
    )
    type('field-text', '说明')
    await act(async () => coverPages())
    await waitFor(() => idOf('changed-elsewhere'))
    expect(idOf('draft-state').textContent).toBe('正在保存草稿')
    await waitFor(() => expect(sent('answers', 'PUT').at(-1)!.data).toMatchObject({ version: 7 }))
  })
  it('says what changed under a new version of the form', async () => {
    await open({ carried: { dropped: [{ code: 'a', ...named('户口') }], added: [{ code: 'b', ...named('实体卡') }] } })
    expect(screen.getByText('要重新填：户口')).toBeTruthy()
    expect(screen.getByText('新加了：实体卡')).toBeTruthy()
  })
  it('is opened anew under a form published meanwhile, the declaration unread, and handed in by what was seen', async () => {
    const { item } = buildApplication()
    const newer = {
      item: { ...item, version: item.version + 1 },
      form: { ...buildForm({ ...FIELDS.declaration!, text: named('另一份声明') } as FormField, FIELDS.text!), version: 2 },
    }
    const carried = { dropped: [{ code: 'declaration', ...named('声明') }], added: [{ code: 'text', ...named('说明') }] }
    let tries = 0
    const done = buildApplication({ status: 'submitted', number: 'BJ-20261123-7K2M9Q-4', version: 9 })
    await open(
      { form: buildForm(FIELDS.declaration!) },
      {
        [`PUT ${API}/${ID}/answers`]: { fails: 'request:fail' },
        [`GET ${API}/${ID}`]: { body: buildApplication({ ...newer, carried }) },
        [`POST ${API}/${ID}/submissions`]: () =>
          ++tries === 1 ? { status: 409, body: { code: 'APPLICATION_MOVED', zh: '有了新进展', en: 'x' } } : { status: 201, body: done },
      },
    )
    await press('field-declaration-agreed')
    await press('to-check')
    await press('submit')
    await waitFor(() => expect(idOf('carried').textContent).toBe('表格有了新版本，填过的已带过来要重新填：声明新加了：说明'))
    expect(sent('submissions')[0]!.data).toMatchObject({ seen: { item: item.version, form: 1 } })
    expect(document.getElementById('changed-elsewhere')).toBeNull()
    expect(idOf('field-declaration-agreed').getAttribute('aria-checked')).toBe('false')
    expect(screen.getByText('另一份声明')).toBeTruthy()
    await press('field-declaration-agreed')
    type('field-text', '说明')
    await press('to-check')
    await press('submit')
    await waitFor(() => idOf('submitted'))
    expect(sent('submissions')[1]!.data).toMatchObject({ seen: { item: item.version + 1, form: 2 }, answers: { declaration: 'agreed', text: '说明' } })
  })
  it('leads on to the case when it was handed in already', async () => {
    setRouteParams({ id: ID })
    answerWith({ 'POST /api/v1/live/tickets': { fails: 'no line' }, [`GET ${API}/${ID}`]: { body: buildApplication({ status: 'inReview' }) } })
    show(<ApplyPage />)
    await waitFor(() => expect(Taro.redirectTo).toHaveBeenCalledWith({ url: `/features/applications/pages/application/index?id=${ID}` }))
  })
})
