import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldsOf, type Form, type FormField } from '../form'
import type { ServiceItem } from '../service-item'
import {
  applicableParts,
  applicableRoles,
  everyWay,
  licencesAskedOf,
  mergedForm,
  promisedDay,
  readyParts,
  validateBundle,
  waitsFor,
  type Bundle,
  type BundlePart,
} from '.'
import { birth, calendar, choice, formOf, GO_ON, handOver, knownWith, licenceWay, materialOf, named, part, pick, text } from './test-support/birth-bundle'

const found = (over: object, known = knownWith()) => {
  const result = validateBundle({ ...birth, ...over }, known)
  return result.ok ? [] : result.error
}
const at = (over: object, known = knownWith()) => found(over, known).map(({ pointer }) => pointer)
const withPart = (code: string, over: Partial<BundlePart>) => ({ parts: birth.parts.map((each) => (each.code === code ? { ...each, ...over } : each)) })
const withQuestion = (over: Partial<Bundle['questions'][number]>) => ({
  questions: [...birth.questions, { code: 'more', ...named('问'), choices: [choice('one'), choice('two')], ...over }],
})
const withMaterial = (k: number, over: Partial<Bundle['materials'][number]>) => ({
  materials: birth.materials.map((each, i) => (i === k ? { ...each, ...over } : each)),
})
const withRole = (over: Partial<Bundle['roles'][number]>) => ({ roles: [{ ...birth.roles[0]!, ...over }] })
const withFields = (...fields: FormField[]) => ({ form: formOf([...fieldsOf(birth.form), ...fields]) })
const number = (code: string, to: number): FormField => ({ code, ...named(code), required: true, kind: 'number', decimals: 0, from: 0, to })
const SELF_CARD = { kind: 'part', part: 'card' } as const

describe('a bundle 一件事 as data', () => {
  it('is read when everything fits', () => {
    expect(found({})).toEqual([])
  })

  it.each<[string, object, string]>([
    ['a circle of hand-overs', { materials: [...birth.materials, handOver('card', ['insurance'])] }, '/materials/4/from/part'],
    ['a part that waits for itself', withMaterial(3, { from: SELF_CARD }), '/materials/3/from/part'],
    ['a material nobody brings or makes', { materials: birth.materials.slice(0, 3) }, '/parts/2'],
    ['a licence that is not the one asked for', withMaterial(2, { from: { kind: 'part', part: 'insurance' } }), '/materials/2/from/part'],
    ['a part that ends with no licence', withMaterial(3, { from: { kind: 'part', part: 'vaccination' } }), '/materials/3/from/part'],
    ['a material of a part nobody knows', withMaterial(3, { from: { kind: 'part', part: 'gone' } }), '/materials/3/from/part'],
    ['a material that goes to a part nobody knows', withMaterial(0, { goesTo: [{ part: 'gone', material: 'motherCard' }] }), '/materials/0/goesTo/0/part'],
    ['a material the item does not ask for', withMaterial(0, { goesTo: [{ part: 'card', material: 'motherCard' }] }), '/materials/0/goesTo/0/material'],
    ['a material whose part does not apply with some answers', withPart('insurance', { when: { field: 'insured', is: 'yes' } }), '/materials/3/from/part'],
    ['a material asked twice', { materials: [...birth.materials, { ...birth.materials[0]!, code: 'again' }] }, '/parts/0'],
    [
      'a material that is asked with no answers',
      withMaterial(1, {
        when: {
          all: [
            { field: 'parents', is: 'married' },
            { field: 'parents', is: 'unmarried' },
          ],
        },
      }),
      '/materials/1',
    ],
    ['an item nobody has published', withPart('card', { item: 'gone' }), '/parts/2/item'],
    ['an item older than what was checked', withPart('card', { itemAtLeast: 2 }), '/parts/2/itemAtLeast'],
    ['an item that nobody may ask for who asks for the bundle', { mayAct: ['guardian', 'agent'] }, '/parts/0/for'],
    ['a form nobody has published', withPart('card', { form: 'gone' }), '/parts/2/form'],
    ['a field mapped to nothing', withPart('card', { fields: {} }), '/parts/2/fields'],
    ['a field mapped to one the form does not have', withPart('card', { fields: { cardName: 'gone' } }), '/parts/2/fields/cardName'],
    ['a field the part’s form does not have', withPart('card', { fields: { cardName: 'childName', other: 'childName' } }), '/parts/2/fields/other'],
    ['a field of another kind', withPart('card', { fields: { cardName: 'results' } }), '/parts/2/fields/cardName'],
    ['a field that may be left out', withPart('card', { fields: { cardName: 'note' } }), '/parts/2/fields/cardName'],
    ['a datum that goes nowhere', withFields(text('colour')), '/form/sections/0/fields/4'],
    ['a datum asked twice under one name', withFields(text('childName')), '/form/sections/0/fields/4/code'],
    ['a datum that a guiding question asked', withFields(pick('insured', ['yes', 'no'])), '/form/sections/0/fields/4/code'],
    ['a form field about one nobody asks', withFields({ ...text('colour'), when: { field: 'gone', is: 'x' } }), '/form/sections/0/fields/4/when'],
    [
      'a question nothing leads to',
      withQuestion({
        when: {
          all: [
            { field: 'insured', is: 'yes' },
            { field: 'insured', is: 'no' },
          ],
        },
      }),
      '/questions/3',
    ],
    ['a question nothing follows from', withQuestion({}), '/questions/3'],
    ['a question about one after it', { questions: [{ ...birth.questions[1]!, code: 'early' }, ...birth.questions] }, '/questions/0/when'],
    ['a question twice', { questions: [...birth.questions, birth.questions[0]!] }, '/questions/3/code'],
    ['a choice twice', withQuestion({ choices: [choice('one'), choice('one')] }), '/questions/3/choices'],
    ['a condition on a question nobody asks', withPart('card', { when: { field: 'gone', is: 'x' } }), '/parts/2/when'],
    ['a condition on an answer nobody can give', withPart('card', { when: { not: { field: 'insured', in: ['yes', 'perhaps'] } } }), '/parts/2/when'],
    ['a condition that counts a choice', withPart('card', { when: { field: 'insured', atLeast: 3 } }), '/parts/2/when'],
    [
      'a part no answers lead to',
      withPart('allowance', {
        when: {
          all: [
            { field: 'insured', is: 'yes' },
            { field: 'insured', is: 'no' },
          ],
        },
      }),
      '/parts/4',
    ],
    [
      'answers with which nothing applies',
      { materials: [], roles: [], form: formOf(fieldsOf(birth.form).filter(({ when }) => !when)), parts: [birth.parts[4]!] },
      '/parts',
    ],
    ['a part twice', { parts: [...birth.parts, birth.parts[0]!] }, '/parts/5/code'],
    ['a material twice', { materials: [...birth.materials, birth.materials[0]!] }, '/materials/4/code'],
    ['a second person twice', { roles: [birth.roles[0]!, birth.roles[0]!] }, '/roles/1/code'],
    ['a second person nobody has named', withMaterial(1, { from: { kind: 'role', role: 'grandmother' } }), '/materials/1/from/role'],
    ['a second person who consents to nothing', withMaterial(1, { from: { kind: 'own', of: 'applicant' } }), '/roles/0'],
    ['a licence he authorises for nothing', withRole({ licenceTypes: ['residentIdCard', 'registrationLicence'] }), '/roles/0/licenceTypes/1'],
    ['a licence nobody knows', withRole({ licenceTypes: ['residentIdCard', 'clubCard'] }), '/roles/0/licenceTypes/1'],
    ['a licence he does not authorise', withRole({ licenceTypes: ['registrationLicence'] }), '/materials/1/goesTo'],
    ['a second person who is not asked with some answers', withRole({ when: { field: 'insured', is: 'yes' } }), '/materials/1/from/role'],
    ['a second person who cannot be found', withRole({ foundBy: { name: 'fatherName', number: 'gone' } }), '/roles/0/foundBy/number'],
    [
      'a file in the form',
      { form: formOf([...birth.form.sections[0]!.fields, { code: 'photo', ...named('照片'), required: false, kind: 'file', least: 1, most: 1 }]) },
      '/form/sections/0/fields/4/kind',
    ],
    ['a bundle that is called what an item is', { code: 'card' }, '/code'],
    ['a name he is told that nobody types', withRole({ tells: ['fatherNumber'] }), '/roles/0/tells/0'],
    ['a second person found by no number', withRole({ foundBy: { name: 'fatherName', number: 'childName' } }), '/roles/0/foundBy/number'],
    ['a delivery nobody chooses', { delivery: ['childName'] }, '/delivery/0'],
    ['a window for all results that there is not', { oneDelivery: { office: 'gone', letter: 'whenAllAreReady' } }, '/oneDelivery/office'],
    ['a delivery the form does not ask for', { delivery: ['results', 'gone'] }, '/delivery/1'],
    ['a source that is nobody’s', { applicantFields: ['childName'] }, '/applicantFields/0'],
    ['a rating nobody has published', { rating: 'gone' }, '/rating'],
    ['a word too many', { sate: 'running' }, '/'],
  ])('refuses %s and says where', (_, over, pointer) => {
    const note: FormField = { ...text('note'), required: false }
    const form = JSON.stringify(over).includes('"note"') ? withFields(note) : {}
    const problems = found({ ...form, ...over })
    expect(problems.map((problem) => problem.pointer)).toContain(pointer)
    // Whoever publishes it reads them.
    for (const { message } of problems) expect(message).toMatch(/^[^|]*[\u4e00-\u9fff][^|]*\|[^|\u4e00-\u9fff]+$/)
  })

  it('refuses a datum that is taken from one place under two names; of two persons it is two', () => {
    const sourced = (code: string): FormField => ({ ...text(code), source: { kind: 'account', field: 'phone' } })
    const fields = [...fieldsOf(birth.form), sourced('phone'), sourced('mobile')]
    const parts = withPart('card', { fields: { cardName: 'childName', phone: 'phone', mobile: 'mobile' } })
    const known = knownWith({}, { card: [text('cardName'), text('phone'), text('mobile')] })
    expect(at({ form: formOf(fields), ...parts }, known)).toEqual(['/form/sections/0/fields/5/source'])
    expect(at({ form: formOf(fields), ...parts, applicantFields: ['mobile'] }, known)).toEqual([])
  })

  it('takes an answer for a part only when the part takes every such answer', () => {
    const fields = { cardName: 'childName', count: 'count' }
    const known = knownWith({}, { card: [text('cardName'), number('count', 10)] })
    const asking = (to: number) => at({ ...withFields(number('count', to)), ...withPart('card', { fields }) }, known)
    expect(asking(10)).toEqual([])
    expect(asking(9)).toEqual([])
    expect(asking(11)).toEqual(['/parts/2/fields/count'])
    const kinds = knownWith({}, { card: [text('cardName'), pick('kind', ['yes', 'no', 'later'])] })
    expect(at(withPart('card', { fields: { cardName: 'childName', kind: 'insured' } }), kinds)).toEqual([])
    const fewer = knownWith({}, { card: [text('cardName'), pick('kind', ['yes', 'later'])] })
    expect(at(withPart('card', { fields: { cardName: 'childName', kind: 'insured' } }), fewer)).toEqual(['/parts/2/fields/kind'])
  })

  it('knows when a question that is not always asked leaves a part without its datum', () => {
    const known = knownWith(
      {},
      { card: [text('cardName'), pick('where', ['here', 'abroad'])], allowance: [text('allowanceName'), pick('where', ['here', 'abroad'])] },
    )
    const fields = (own: string) => ({ [own]: 'childName', where: 'whereFather' })
    expect(at(withPart('card', { fields: fields('cardName') }), known)).toEqual(['/parts/2/fields/where', '/parts/4/fields'])
    const married = {
      all: [
        { field: 'insured', is: 'yes' },
        { field: 'parents', is: 'married' },
      ],
    }
    const only = { ...birth, ...withPart('allowance', { fields: fields('allowanceName'), when: married }) }
    expect(at(only, { ...known, form: (code) => (code === 'card' ? formOf([text('cardName')], code) : known.form(code)) })).toEqual([])
  })

  it('gives one material to several parts only when one thing does for all', () => {
    const card = (type: string) => [
      ...knownWith().item('card')!.materials,
      materialOf('motherCard', [licenceWay(type), { kind: 'upload', formats: ['jpg'], maxMegabytes: 5 }]),
    ]
    const shared = withMaterial(0, {
      goesTo: [
        { part: 'registration', material: 'motherCard' },
        { part: 'card', material: 'motherCard' },
      ],
    })
    expect(at(shared, knownWith({ card: card('residentIdCard') }))).toEqual([])
    expect(at(shared, knownWith({ card: card('registrationLicence') }))).toEqual(['/materials/0/goesTo'])
  })

  it('says everything that is wrong at once', () => {
    expect(at({ rating: 'gone', ...withPart('card', { item: 'gone', form: 'missing' }), delivery: ['childName'] })).toEqual(
      expect.arrayContaining(['/rating', '/parts/2/item', '/parts/2/form', '/delivery/0']),
    )
  })

  it('stops at more ways through its questions than can be gone', () => {
    const eight = Array.from({ length: 8 }, (_, i) => ({
      code: `q${i}`,
      ...named('问'),
      choices: ['a', 'b', 'c', 'd', 'e', 'f'].map((value) => choice(`${value}x`)),
    }))
    const bare = {
      questions: eight,
      roles: [],
      materials: [],
      form: formOf([text('childName'), pick('results', ['electronic', 'post'])]),
      parts: [part('vaccination', { rules: GO_ON })],
    }
    expect(at(bare)).toEqual(['/questions'])
  })
})

const CONTENT = join(__dirname, '../../../api/content')
const read = (dir: string) =>
  readdirSync(join(CONTENT, dir)).map((name) => ({ name, raw: JSON.parse(readFileSync(join(CONTENT, dir, name), 'utf8')) as unknown }))
const items = read('service-items').map(({ raw }) => raw as ServiceItem)
const forms = read('forms').map(({ raw }) => raw as Form)
const cityKnows = {
  item: (code: string) => items.find((item) => item.code === code) ?? null,
  form: (code: string) => forms.find((form) => form.code === code) ?? null,
  licenceTypes: read('licence-types').map(({ raw }) => (raw as { code: string }).code),
  ratingSchemes: read('rating-schemes').map(({ raw }) => (raw as { code: string }).code),
  offices: read('relying-parties').map(({ raw }) => (raw as { code: string }).code),
}
const bundles = read('bundles').map(({ name, raw }) => ({ name, raw: raw as Bundle, result: validateBundle(raw, cityKnows) }))

describe('一并送达', () => {
  it('is refused where a part asks for the way by itself, and where a letter has no address', () => {
    const delivery = { choice: 'way', address: 'to', phone: 'call' }
    const known = knownWith()
    const posts = { ...known, item: (code: string) => (code === 'card' ? { ...known.item(code)!, delivery } : known.item(code)) }
    const read = validateBundle(birth, posts)
    const said = read.ok ? [] : read.error.filter(({ pointer }) => pointer === '/parts/2/fields').map(({ message }) => message.split('|')[1])
    expect(said).toEqual([
      'way is not taken from results: the way would be chosen twice',
      'to is taken from no address of the delivery',
      'call is taken from no phone of the delivery',
    ])
  })
})

describe('the bundles of the demo city', () => {
  it.each(bundles)('$name is valid with the real items, forms and licence types, and named after its code', ({ name, raw, result }) => {
    expect(result.ok ? [] : result.error).toEqual([])
    expect(`${raw.code}.json`).toBe(name)
  })
  it.each(bundles)('$name is a form that can be filled in whatever is answered, and asks no part’s datum in vain', ({ raw }) => {
    for (const way of everyWay(raw)!) {
      const form = mergedForm(raw, way)
      const codes = fieldsOf(form).map(({ code }) => code)
      expect(new Set(codes).size).toBe(codes.length)
      const used = new Set(applicableParts(raw, way).flatMap(({ fields }) => Object.values(fields)))
      for (const code of used) if (!raw.questions.some((question) => question.code === code)) expect(codes).toContain(code)
    }
  })
})

describe('新生儿出生', () => {
  const newborn = bundles.find(({ raw }) => raw.code === 'newborn')!.raw
  const partsWith = (answers: Record<string, string>) => applicableParts(newborn, answers).map(({ item }) => item)

  it('is the six items, and ends with the licences that the issue names', () => {
    expect(newborn.parts.map(({ item }) => item).sort()).toEqual(
      ['birthRegistration', 'vaccinationCertificate', 'newbornInsurance', 'socialSecurityCard', 'maternityReimbursement', 'parentingGuidance'].sort(),
    )
    const results = newborn.parts.flatMap(({ item }) => cityKnows.item(item)!.result)
    const made = results.flatMap((result) => (result.kind === 'licence' ? [result.licenceType] : []))
    expect(made.sort()).toEqual(['householdRegister', 'socialSecurityCard', 'vaccinationCertificate'])
  })
  it('asks the father on his phone where he is known and in the country, and nobody else', () => {
    const asked = everyWay(newborn)!.filter((way) => applicableRolesOf(way).includes('father'))
    expect(asked.length).toBeGreaterThan(0)
    for (const way of asked) expect(way).toMatchObject({ father: 'here' })
    expect(everyWay(newborn)!.filter((way) => way.father === 'here').length).toBe(asked.length)
  })
  it('asks him for no licence that is not needed', () => {
    const asked = (registerWith: string) =>
      licencesAskedOf('father', { bundle: newborn, answers: { parents: 'married', father: 'here', registerWith, maternity: 'no' }, find: cityKnows.item })
    expect(asked('mother')).toEqual(['residentIdCard'])
    expect(asked('father').sort()).toEqual(['householdRegister', 'residentIdCard'])
  })
  it('lets insurance and card wait for the register page, and everything else begin at once', () => {
    const answers = { parents: 'unmarried', fatherNamed: 'no', maternity: 'unsettled' }
    const facts = { bundle: newborn, answers, cases: {}, consents: {}, decisions: {} }
    expect(readyParts(facts)).toEqual(['registration', 'vaccination', 'maternity', 'guidance'])
    for (const code of ['insurance', 'card']) expect(waitsFor(facts, code)).toEqual({ parts: ['registration'], roles: [] })
    expect(waitsFor({ ...facts, answers: { parents: 'married', father: 'here', registerWith: 'mother', maternity: 'no' } }, 'registration').roles).toEqual([
      'father',
    ])
  })
  it('is promised for the day the longest chain ends: the register page, then the card', () => {
    const answers = { parents: 'unmarried', fatherNamed: 'no', maternity: 'no' }
    const promiseOf = (item: string) => cityKnows.item(item)!.clocks.promise.days
    expect(promisedDay({ bundle: newborn, answers, from: '2026-11-02', calendar, promiseOf }).chain.map(({ part: code, on }) => [code, on])).toEqual([
      ['registration', '2026-11-05'],
      ['card', '2026-11-12'],
    ])
  })
  it('leaves out the reimbursement of whoever was not insured, and nothing else', () => {
    const ways = everyWay(newborn)!
    for (const way of ways) expect(partsWith({ ...way }).length).toBe(way.maternity === 'unsettled' ? 6 : 5)
  })
  const applicableRolesOf = (way: Readonly<Record<string, string>>) => applicableRoles(newborn, way).map(({ code }) => code)
})
