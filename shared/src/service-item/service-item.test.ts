import { barredOn, easeTagsOf, onlineDepthOf, standingOn, validateServiceItem, type KnownContent, type ServiceItem } from '.'

const known: KnownContent = {
  licenceTypes: ['residentIdCard', 'elderPreferentialCard', 'foodBusinessLicence'],
  periodicTypes: ['residentIdCard', 'foodBusinessLicence'],
  offices: ['governmentHall'],
  registers: ['population'],
  items: ['elderPreferentialCard', 'elderAllowance'],
  forms: ['elderPreferentialCard'],
}
const told = (zh: string) => ({ zh, en: zh })
const limit = (days: number) => ({ days, basis: '临江市政务服务事项办理规程' })
const buildItem = (over: Partial<ServiceItem> = {}): ServiceItem => ({
  code: 'elderPreferentialCard',
  version: 1,
  zh: '老年人优待证办理',
  en: 'Preferential card for the elderly',
  summary: told('60 周岁以上的常住老年人，凭优待证乘车、入园'),
  basicCode: '072014003000',
  implementationCode: '11990100MB0A20027Q0720140030001',
  clocks: {
    kind: 'publicService',
    noticeOfGaps: limit(5),
    silence: 'remind',
    supplementCalendarDays: 30,
    legal: limit(10),
    promise: limit(3),
    extension: null,
    delivery: limit(5),
    gapDays: 3,
    specialProcedures: [],
    renews: false,
    decisionPersons: 1,
  },
  office: 'governmentHall',
  standing: { state: 'inForce' },
  department: { zh: '临江市民政局', en: 'Linjiang Civil Affairs' },
  body: 'statutory',
  powerSource: 'statutory',
  serves: ['person'],
  level: 'county',
  handling: 'promised',
  channels: ['online', 'window'],
  area: 'city',
  visits: 0,
  quantityLimit: null,
  intermediaries: [],
  sheet: 'elderPreferentialCard',
  conditions: [told('年满 60 周岁')],
  legalBasis: [{ law: '老年人权益保障法', article: '第五十三条', text: '县级以上人民政府制定优待老年人的办法' }],
  materials: [
    {
      code: 'identity',
      zh: '居民身份证',
      en: 'Identity card',
      standard: told('在有效期内'),
      madeBy: { kind: 'government', zh: '公安机关', en: 'the police' },
      handedIn: { kind: 'original', media: 'either', copies: 1 },
      need: 'always',
      secondary: false,
      sources: [{ kind: 'licence', licenceType: 'residentIdCard' }],
      basis: '办理规程',
    },
    {
      code: 'photo',
      zh: '近期照片',
      en: 'Recent photo',
      standard: told('正面免冠'),
      madeBy: { kind: 'applicant', zh: '申请人自己', en: 'yourself' },
      handedIn: { kind: 'original', media: 'electronic', copies: 1 },
      need: 'always',
      secondary: true,
      sources: [{ kind: 'upload', formats: ['jpg'], maxMegabytes: 5 }],
      basis: '办理规程',
    },
  ],
  process: [
    { zh: '受理', en: 'Acceptance', department: '临江市民政局', days: 1 },
    { zh: '审核发证', en: 'Review', department: '临江市民政局', days: 2 },
  ],
  fees: [],
  result: { kind: 'licence', licenceType: 'elderPreferentialCard' },
  mayAct: ['self', 'guardian'],
  faq: [],
  consultPhone: '12345',
  complaintPhone: '12345',
  stages: ['ageing'],
  synonyms: ['老年证', '敬老卡'],
  ...over,
})
const pointers = (over: Partial<ServiceItem>) => {
  const result = validateServiceItem(buildItem(over), known)
  return result.ok ? [] : result.error.map(({ pointer }) => pointer)
}
const { clocks, materials } = buildItem()

describe('an item 事项 as data', () => {
  it('is read when everything it names is there', () => {
    expect(validateServiceItem(buildItem(), known)).toEqual({ ok: true, value: buildItem() })
  })
  it.each<[string, Partial<ServiceItem>, string]>([
    ['an office nobody has registered', { office: 'nowhere' }, '/office'],
    ['an office nobody has registered to pass it on to', { transferTo: ['nowhere'] }, '/transferTo/0'],
    ['passing it on to where it is', { transferTo: ['governmentHall'] }, '/transferTo/0'],
    ['a result of a type nobody has published', { result: { kind: 'licence', licenceType: 'gone' } }, '/result/licenceType'],
    ['a licence with a last day and no word of which', { result: { kind: 'licence', licenceType: 'foodBusinessLicence' } }, '/result/term'],
    ['a term of what nothing ends', { result: { kind: 'licence', licenceType: 'elderPreferentialCard', term: { kind: 'years', years: 5 } } }, '/result/term'],
    [
      'a licence as material that does not exist',
      { materials: [{ ...materials[0]!, sources: [{ kind: 'licence', licenceType: 'gone' }] }, materials[1]!] },
      '/materials/0/sources/0/licenceType',
    ],
    [
      'a register nobody can ask',
      { materials: [{ ...materials[0]!, handedIn: null, sources: [{ kind: 'dataCheck', register: 'gone', zh: '查', en: 'x' }] }, materials[1]!] },
      '/materials/0/sources/0/register',
    ],
    ['a material twice', { materials: [materials[1]!, materials[1]!] }, '/materials/1/code'],
    ['steps longer than the promise', { process: [{ zh: '审核', en: 'x', department: '民政局', days: 4 }] }, '/process'],
    ['a promise longer than the limit', { clocks: { ...clocks, promise: limit(11) } }, '/clocks/promise'],
    ['silence as acceptance for what is no 行政许可', { clocks: { ...clocks, silence: 'deemAccepted' } }, '/clocks/silence'],
    ['容缺 without a secondary material', { materials: [materials[0]!] }, '/clocks/gapDays'],
    ['secondary materials without 容缺', { clocks: { ...clocks, gapDays: null } }, '/clocks/gapDays'],
    ['an 即办件 of three days', { handling: 'immediate' }, '/handling'],
    ['an implementation code of another item', { implementationCode: '11990100MB0A20027Q0720140040001' }, '/implementationCode'],
    ['an implementation code of no office', { implementationCode: '11990100MB0A20028Q0720140030001' }, '/implementationCode'],
    ['a visit where there is no window', { channels: ['online'], visits: 1 }, '/visits'],
    ['an agent, to whom nobody can give a mandate here', { mayAct: ['self', 'agent'] }, '/mayAct/1'],
    ['the renewal of what has no last day', { clocks: { ...clocks, kind: 'permit', silence: 'deemAccepted', renews: true } }, '/clocks/renews'],
    ['no word of what is in force', { standing: undefined }, '/standing'],
    ['no word of where the power comes from', { powerSource: undefined }, '/powerSource'],
    ['no word of how a material is handed in', { materials: [{ ...materials[0]!, handedIn: undefined }, materials[1]!] }, '/materials/0/handedIn'],
    ['no word of who makes a material out', { materials: [{ ...materials[0]!, madeBy: undefined }, materials[1]!] }, '/materials/0/madeBy'],
    [
      'a material to be handed in by nobody that no register has',
      { materials: [{ ...materials[0]!, handedIn: null }, materials[1]!] },
      '/materials/0/handedIn',
    ],
    ['no word of who pays less', { fees: [{ zh: '工本费', en: 'Fee', fen: 1_000, basis: '办法' }] }, '/fees/0/reduction'],
    [
      'a suspension that ends before it begins',
      { standing: { state: 'suspended', from: '2026-11-20', until: '2026-11-19', reason: told('系统升级') } },
      '/standing/until',
    ],
    ['a suspension on a day there is not', { standing: { state: 'suspended', from: '2026-02-30', until: null, reason: told('系统升级') } }, '/standing/from'],
    [
      'what is asked for instead, and is not there',
      { standing: { state: 'cancelled', from: '2026-11-20', reason: told('并入'), instead: 'gone' } },
      '/standing/instead',
    ],
    [
      'itself instead of itself',
      { standing: { state: 'cancelled', from: '2026-11-20', reason: told('并入'), instead: 'elderPreferentialCard' } },
      '/standing/instead',
    ],
    ['a sheet of no form', { sheet: 'gone' }, '/sheet'],
    ['an entrusted power without who entrusted it', { powerSource: 'entrustedByPeer', body: 'entrusted' }, '/entrustedBy'],
    ['who entrusted a power of its own', { entrustedBy: { zh: '省民政厅', en: 'the province' } }, '/entrustedBy'],
    ['an entrusted body with a power of its own', { body: 'entrusted' }, '/body'],
    ['a visit without a reason', { visits: 1 }, '/visitsWhy'],
    ['a reason for a visit nobody makes', { visitsWhy: told('核对原件') }, '/visitsWhy'],
    ['an outside service for no material', { intermediaries: [{ zh: '鉴定', en: 'Test', material: 'gone', basis: '办法' }] }, '/intermediaries/0/material'],
    ['a code of eleven digits', { basicCode: '07201400300' }, '/basicCode'],
  ])('refuses %s and says where', (_, over, pointer) => {
    expect(pointers(over)).toContain(pointer)
  })
  it.each<[string, ServiceItem['result']]>([
    ['years', { kind: 'licence', licenceType: 'foodBusinessLicence', term: { kind: 'years', years: 5 } }],
    ['days', { kind: 'licence', licenceType: 'foodBusinessLicence', term: { kind: 'days', days: 90 } }],
    ['no last day, said so', { kind: 'licence', licenceType: 'foodBusinessLicence', term: { kind: 'none' } }],
    ['no period in the law of its type', { kind: 'licence', licenceType: 'elderPreferentialCard' }],
    ['no licence at all', { kind: 'none' }],
  ])('is read with a result of %s', (_, result) => {
    expect(pointers({ result })).toEqual([])
  })
  it('a permit has 45 working days only where departments handle it jointly 联合办理, and then the head of the government gives leave for more', () => {
    const jointly = { ...clocks, kind: 'permit', silence: 'deemAccepted', legal: limit(45), extension: { ...limit(15), approver: 'headOfGovernment' } } as const
    expect(pointers({ clocks: jointly, jointWith: [{ zh: '临江市消防救援支队', en: 'Fire and Rescue' }] })).toEqual([])
    expect(pointers({ clocks: jointly })).toEqual(['/clocks/legal', '/clocks/extension', '/clocks/extension'])
  })
  it('refuses a term of no days', () => {
    expect(pointers({ result: { kind: 'licence', licenceType: 'foodBusinessLicence', term: { kind: 'days', days: 0 } } })).toContain('/result/term/days')
  })
  it('refuses a name nobody has defined', () => {
    expect(validateServiceItem({ ...buildItem(), colour: 'red' }, known).ok).toBe(false)
  })
  it.each<[string, ServiceItem['standing'], [string, boolean, boolean][]]>([
    ['in force', { state: 'inForce' }, [['2026-11-20', false, false]]],
    ['of a version that does not say', undefined, [['2026-11-20', false, false]]],
    [
      'suspended from one day to another',
      { state: 'suspended', from: '2026-11-10', until: '2026-11-20', reason: told('系统升级') },
      [
        ['2026-11-09', false, true],
        ['2026-11-10', true, true],
        ['2026-11-20', true, true],
        ['2026-11-21', false, false],
      ],
    ],
    [
      'suspended without an end',
      { state: 'suspended', from: '2026-11-10', until: null, reason: told('系统升级') },
      [
        ['2026-11-10', true, true],
        ['2036-11-10', true, true],
      ],
    ],
    [
      'cancelled on a day to come 计划取消日期',
      { state: 'cancelled', from: '2026-11-10', reason: told('并入另一事项') },
      [
        ['2026-11-09', false, true],
        ['2026-11-10', true, true],
      ],
    ],
  ])('%s: bars a beginning on the days it says and no other, and is told of before', (_, standing, days) => {
    for (const [on, barred, isTold] of days) expect([on, barredOn(standing, on) !== null, standingOn(standing, on) !== null]).toEqual([on, barred, isTold])
  })
  it('is done online to the depth its facts say 网上办理深度', () => {
    expect(onlineDepthOf(buildItem())).toBe('whole')
    expect(onlineDepthOf(buildItem({ visits: 1 }))).toBe('handIn')
    expect(onlineDepthOf(buildItem({ channels: ['window'] }))).toBe('guide')
  })
  it('is 马上办, 网上办, 就近办, 一次办 as its facts say', () => {
    expect(easeTagsOf(buildItem())).toEqual(['online', 'nearby', 'once'])
    expect(easeTagsOf(buildItem({ handling: 'immediate', channels: ['window'], level: 'city', visits: 2 }))).toEqual(['immediate'])
  })
})
