import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { fieldsOf, FormField, renewingField, validateForm, type Form } from '../form'
import { parseCreditCode } from '../identity'
import type { Bundle } from '../joint-application'
import type { LicenceType } from '../licence'
import { RelyingParty } from '../relying-party'
import { canApply, validateServiceItem, type ServiceItem } from '.'

const content = join(__dirname, '../../../api/content')
const read = (dir: string) =>
  readdirSync(join(content, dir)).map((name) => ({ name, raw: JSON.parse(readFileSync(join(content, dir, name), 'utf8')) as unknown }))
const codesIn = (dir: string) => readdirSync(join(content, dir)).map((name) => name.replace('.json', ''))
const types = read('licence-types').map(({ raw }) => raw as LicenceType)
const known = {
  licenceTypes: types.map(({ code }) => code),
  periodicTypes: types.filter(({ validity }) => validity.kind === 'fromTo').map(({ code }) => code),
  offices: codesIn('relying-parties'),
  registers: ['population'],
  items: codesIn('service-items'),
  forms: codesIn('forms'),
}
const files = read('service-items').map(({ name, raw }) => ({ name, result: validateServiceItem(raw, known) }))
const items = files.flatMap(({ result }) => (result.ok ? [result.value] : []))
const parties = read('relying-parties').map(({ raw }) => z.parse(RelyingParty, raw))

const forms = read('forms').flatMap(({ raw }) => {
  const form = validateForm(raw)
  return form.ok ? [form.value] : []
})

/** Forms an item is filled in with: its own, and those it has as a part of a bundle. */
const formsOf = ({ code }: Pick<ServiceItem, 'code'>): string[] => [
  ...codesIn('forms').filter((form) => form === code),
  ...read('bundles').flatMap(({ raw }) => (raw as Bundle).parts.flatMap((part) => (part.item === code ? [part.form] : []))),
]

/** 新生儿出生 (domain.md §1). */
const NEWBORN = [
  'birthRegistration',
  'vaccinationCertificate',
  'newbornInsurance',
  'socialSecurityCard',
  'maternityReimbursement',
  'parentingGuidance',
] as const

/** What `textsOf` gives that more than one item has, with the items that share it. */
function shared(textsOf: (item: ServiceItem) => string[]): [string, string[]][] {
  const owners = new Map<string, string[]>()
  for (const item of items) for (const text of new Set(textsOf(item))) owners.set(text, [...(owners.get(text) ?? []), item.code])
  return [...owners].filter(([, codes]) => codes.length > 1)
}

describe('the items 事项 of the demo city', () => {
  it.each(files)('$name is valid', ({ result }) => {
    expect(result.ok ? [] : result.error).toEqual([])
  })
  it('are at least 25, of at least 6 departments, for people and for enterprises', () => {
    expect(items.length).toBeGreaterThanOrEqual(25)
    expect(new Set(items.map(({ department }) => department.zh)).size).toBeGreaterThanOrEqual(6)
    expect(items.filter(({ serves }) => serves.includes('enterprise')).length).toBeGreaterThanOrEqual(5)
  })
  it('have those of 新生儿出生 among them, which hand their licences on', () => {
    expect(NEWBORN.filter((code) => !items.some((item) => item.code === code))).toEqual([])
    const results = NEWBORN.flatMap((code) => items.find((item) => item.code === code)?.result ?? [])
    expect(results.flatMap((result) => (result.kind === 'licence' ? [result.licenceType] : []))).toEqual(
      expect.arrayContaining(['householdRegister', 'vaccinationCertificate', 'socialSecurityCard']),
    )
    // Written out in full.
    for (const { code, conditions, materials, process, faq } of items.filter((item) => (NEWBORN as readonly string[]).includes(item.code)))
      expect([code, ...[conditions, materials, process, faq].map(({ length }) => length > 0), faq.length > 1]).toEqual([code, true, true, true, true, true])
  })
  it('are of several kinds, 行政许可 with the days of the law among them and one of them a renewal', () => {
    expect(new Set(items.map(({ clocks }) => clocks.kind))).toEqual(new Set(['permit', 'confirmation', 'payment', 'publicService']))
    expect(items.filter(({ clocks }) => clocks.renews).map(({ clocks }) => clocks.kind)).toEqual(['permit'])
  })
  it('share no code, no name and no catalogue code', () => {
    expect(shared(({ zh, en, basicCode, implementationCode }) => [zh, en, basicCode, implementationCode])).toEqual([])
  })
  it('share no article and no text they rest on', () => {
    expect(shared(({ legalBasis }) => legalBasis.flatMap(({ law, article, text }) => [`${law} ${article}`, text]))).toEqual([])
  })
  it('share no sentence of their guides', () => {
    const told = ({ summary, conditions, faq }: ServiceItem) => [summary, ...conditions, ...faq.flatMap(({ question, answer }) => [question, answer])]
    expect(shared((item) => told(item).flatMap(({ zh, en }) => [zh, ...(en.length > 20 ? [en] : [])]))).toEqual([])
  })
  it('share no list of materials, nor what makes one good', () => {
    expect(
      shared(({ materials }) => [
        materials
          .map(({ zh }) => zh)
          .sort()
          .join('、'),
        ...materials.map(({ standard }) => standard.zh),
      ]),
    ).toEqual([])
  })
  it('share no reason: why one has to come, why it is suspended, what limits it', () => {
    const reasons = ({ visitsWhy, quantityLimit, standing }: ServiceItem) => [
      visitsWhy,
      quantityLimit,
      standing && 'reason' in standing ? standing.reason : null,
    ]
    expect(shared((item) => reasons(item).flatMap((reason) => (reason ? [reason.zh, reason.en] : [])))).toEqual([])
  })
  it('say every field of the implementation list 实施清单 (domain.md §5), several values of each code list among them', () => {
    const values = <T>(of: (item: ServiceItem) => readonly T[]) => new Set(items.flatMap(of))
    expect(values(({ standing }) => [standing?.state])).toEqual(new Set(['inForce', 'suspended']))
    expect(values(({ body }) => [body])).toEqual(new Set(['statutory', 'authorised', 'entrusted']))
    expect(values(({ powerSource }) => [powerSource]).size).toBeGreaterThanOrEqual(5)
    const handedIn = ({ materials }: ServiceItem) => materials.flatMap((material) => (material.handedIn ? [material.handedIn] : []))
    expect(values((item) => handedIn(item).map(({ kind }) => kind)).size).toBe(3)
    expect(values((item) => handedIn(item).map(({ media }) => media)).size).toBe(3)
    expect(values((item) => handedIn(item).map(({ copies }) => copies)).size).toBeGreaterThanOrEqual(3)
    expect(values(({ materials }) => materials.map(({ madeBy }) => madeBy?.kind))).toEqual(new Set(['applicant', 'government', 'other']))
    expect(items.filter(({ intermediaries }) => intermediaries?.length).length).toBeGreaterThanOrEqual(4)
  })
  it('have an application form of their own each, with a sample that the form itself would take', () => {
    const bySheet = forms.filter(({ sample }) => sample).map(({ code }) => code)
    expect(items.filter(({ sheet }) => !bySheet.includes(sheet ?? '')).map(({ code }) => code)).toEqual([])
    expect(shared(({ sheet }) => [sheet ?? ''])).toEqual([])
    for (const { code, sheet } of items) expect([code, formsOf({ code }).length === 0 || formsOf({ code }).includes(sheet ?? '')]).toEqual([code, true])
    const samples = forms.flatMap(({ sample }) => (sample ? [JSON.stringify(sample.answers)] : []))
    expect(new Set(samples).size).toBe(samples.length)
  })
  it('share no synonym, so that a word leads to one of them first', () => {
    expect(shared(({ synonyms }) => synonyms)).toEqual([])
  })
  it('are handled at offices that say where they are', () => {
    const told = new Set(parties.filter(({ kind, counter }) => kind === 'government' && counter).map(({ code }) => code))
    expect(items.map(({ office }) => office).filter((office) => !told.has(office))).toEqual([])
  })
  it('are handed over as their form has it: a choice that names the ways, an address for a letter, a phone', () => {
    const forms = items.flatMap((item) => formsOf(item).map((form) => ({ form, delivery: item.delivery })))
    for (const { form, delivery } of forms.filter((each) => each.delivery)) {
      const { sections } = JSON.parse(readFileSync(join(content, 'forms', `${form}.json`), 'utf8')) as Form
      const field = (name: string) => sections.flatMap(({ fields }) => fields).find((each) => each.code === name)
      const choice = field(delivery!.choice)
      expect(choice?.kind === 'choice' && choice.choices.map(({ value }) => value)).toEqual(expect.arrayContaining(['pickUp', 'post']))
      expect(field(delivery!.address)).toMatchObject({ kind: 'address', required: true, when: { field: delivery!.choice, is: 'post' } })
      expect(field(delivery!.phone)).toMatchObject({ kind: 'phone', required: true })
    }
  })
  it('are asked for by oneself or a guardian: nobody is promised an agent 代办人, to whom no mandate can be given yet', () => {
    expect(items.filter(({ mayAct }) => !mayAct.every(canApply)).map(({ code }) => code)).toEqual([])
  })
  it('that renew a licence have it chosen in their form, which is the one they end with, for a term that the law of its type knows', () => {
    const renewing = items.filter(({ clocks }) => clocks.renews)
    expect(renewing.map(({ code }) => code)).toEqual(['publicPlaceHygieneRenewal'])
    for (const { code, result } of renewing) {
      const [form] = forms.filter((each) => each.code === code)
      expect(renewingField(form!)).toMatchObject({ required: true, licenceType: result.kind === 'licence' && result.licenceType })
    }
  })
  it('ask for no licence that their office may not see', () => {
    const places = items.flatMap((item) => [item.office, ...(item.transferTo ?? [])].map((office) => ({ ...item, office })))
    const mayMiss = places.flatMap(({ code, office, materials }) => {
      const seen = new Set(parties.find((party) => party.code === office)?.scenes.flatMap(({ fields }) => Object.keys(fields)))
      const asked = materials.flatMap(({ sources }) => sources.flatMap((source) => (source.kind === 'licence' ? [source.licenceType] : [])))
      return asked.filter((type) => !seen.has(type)).map((type) => `${code} ${office} ${type}`)
    })
    expect(mayMiss).toEqual([])
  })
})

describe('the forms 表单 of the demo city', () => {
  const fields = forms.flatMap((form) => fieldsOf(form).map((field) => ({ form: form.code, field })))
  it('use every kind of field there is', () => {
    const kinds = FormField.def.options.map((option) => option.shape.kind.def.values[0])
    expect(kinds.length).toBeGreaterThanOrEqual(15)
    expect(kinds.filter((kind) => !fields.some(({ field }) => field.kind === kind))).toEqual([])
  })
  it('take what is known from the population register 人口库, from licences and from who is signed in, several of them each', () => {
    const from = (kind: string) => new Set(fields.filter(({ field }) => field.source?.kind === kind).map(({ form }) => form))
    for (const kind of ['register', 'licence', 'account']) expect(from(kind).size).toBeGreaterThanOrEqual(2)
  })
})

describe('the offices of the demo city', () => {
  it('have credit codes that pass their check, each its own', () => {
    expect(parties.map(({ creditCode }) => parseCreditCode(creditCode)).filter((code) => !code.ok || code.value.standing !== 'valid')).toEqual([])
    expect(new Set(parties.map(({ creditCode }) => creditCode)).size).toBe(parties.length)
  })
})
