import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NoticeKind } from '@zsb/shared/notice'
import { HEALTH_KINDS } from '../../assemble/health-sunset'
import { readRetention } from '../../assemble/erasing'
import { keptDaysOf } from '../../platform/erasure/erase.service'
import { CONTACT_NOTICES } from '../health-contacts'

/** Collections beside health data, and why they are none. */
const NO_HEALTH_DATA: Readonly<Record<string, string>> = {
  health_activations: 'documents and who signed them',
  health_sunsets: 'documents, who signed them, and counts',
  health_override_turns: 'one counter, of nobody',
  health_tallies: 'how many a department has said on a day',
  health_checks: 'numbers, and references of documents and changes',
  health_clock_marks: 'hours in which a clock was off',
  health_recolourings: 'versions and counts; while it runs, how far it is',
  health_contact_queries: 'documents, places, days and counts; whom they were about is a kind of its own',
  places: 'a place and its owner, no visitor',
  place_guards: 'who guards a place',
  guard_invitations: 'an invitation, by its digest',
}

const features = join(__dirname, '..')
const modelsOf = (folder: string) => readdirSync(join(features, folder)).filter((name) => name.endsWith('.model.ts'))
const collections = readdirSync(features)
  .filter((folder) => folder.startsWith('health-') || folder === 'places')
  .flatMap((folder) => modelsOf(folder).map((name) => readFileSync(join(features, folder, name), 'utf8')))
  .flatMap((text) => [...text.matchAll(/collection: '([a-z_]+)'/g)].map(([, name]) => name!))

describe('the kinds of records of the health code', () => {
  it('name every collection that its features write, but for those listed with why they hold no health data: whoever adds one registers it', () => {
    expect(collections).toContain('health_declarations')
    const registered = HEALTH_KINDS.flatMap(({ records }) => records.map(({ collection }) => collection))
    expect(collections.filter((name) => !registered.includes(name) && !(name in NO_HEALTH_DATA))).toEqual([])
    expect(Object.keys(NO_HEALTH_DATA).filter((name) => !collections.includes(name))).toEqual([])
  })
  it('name every notice of the health code, one of them beyond a sunset', () => {
    const places = [...HEALTH_KINDS, CONTACT_NOTICES].flatMap(({ records }) => records.filter(({ collection }) => collection === 'notices'))
    const registered = JSON.stringify(places.map(({ where }) => where))
    const ofHealth = NoticeKind.options.filter((kind) => /^(health|contact|printedCode)/.test(kind))
    expect(ofHealth).toContain('contactQueried')
    expect(ofHealth.filter((kind) => !registered.includes(`"${kind}"`))).toEqual([])
    expect(keptDaysOf(readRetention(), CONTACT_NOTICES.code)).toBeGreaterThan(0)
  })
  it('each have their days in the city’s table, and so has every key that a kind lies under', () => {
    const table = readRetention()
    for (const { code } of HEALTH_KINDS) expect(keptDaysOf(table, code)).toBeGreaterThan(0)
    for (const { sealedUnder } of HEALTH_KINDS) if (sealedUnder !== null) expect(keptDaysOf(table, sealedUnder)).toBeGreaterThan(0)
  })
  it('keep no key shorter than the records that lie under it', () => {
    const table = readRetention()
    for (const { code, sealedUnder } of HEALTH_KINDS)
      if (sealedUnder !== null) expect(keptDaysOf(table, sealedUnder)).toBeGreaterThanOrEqual(keptDaysOf(table, code))
  })
})
