import MiniSearch from 'minisearch'
import { ENTERPRISE_STAGES, PERSON_STAGES, type ServiceItem } from '@zsb/shared/service-item'

/** The items in force, in the order of a life, and the way to look among them. */
export interface Catalogue {
  items: readonly ServiceItem[]
  /** The best first. */
  find: (words: string) => ServiceItem[]
}

const STAGES: readonly string[] = [...PERSON_STAGES, ...ENTERPRISE_STAGES]
const stageOf = ({ stages }: ServiceItem) => Math.min(...stages.map((stage) => STAGES.indexOf(stage)))
/** By the first stage it belongs to; what belongs to that alone comes first. */
const inOrder = (items: readonly ServiceItem[]) =>
  [...items].sort((a, b) => stageOf(a) - stageOf(b) || a.stages.length - b.stages.length || (a.code < b.code ? -1 : 1))

/** What stands in a field counts the more, the more surely the item is about it. */
const BOOST = { name: 4, synonyms: 3, summary: 1.5, guide: 0.5 }
/** Below this share of the best score a hit is chance: one common word out of several. */
const LEAST_SHARE = 0.25
/** Items indexed before others get their turn, while the catalogue is read anew. */
const AT_A_TIME = 50

const toDocument = ({ code, zh, en, synonyms, summary, conditions, materials, faq }: ServiceItem) => ({
  id: code,
  name: `${zh} ${en}`,
  synonyms: synonyms.join(' '),
  summary: `${summary.zh} ${summary.en}`,
  guide: [...conditions.map(({ zh: condition }) => condition), ...materials.map(({ zh: name }) => name), ...faq.map(({ question }) => question.zh)].join(' '),
})

const versionsOf = (items: readonly ServiceItem[]) => items.map(({ code, version }) => `${code}@${version}`).join()

async function build(items: readonly ServiceItem[], tokenize: (sentence: string) => string[]): Promise<Catalogue> {
  const index = new MiniSearch<ReturnType<typeof toDocument>>({
    fields: Object.keys(BOOST),
    tokenize,
    // The tokenizer has made them what they are to be.
    processTerm: (term) => term,
    searchOptions: { boost: BOOST, prefix: (term) => term.length > 1 },
  })
  await index.addAllAsync(items.map(toDocument), { chunkSize: AT_A_TIME })
  const ordered = inOrder(items)
  const byCode = new Map(items.map((item) => [item.code, item]))
  return {
    items: ordered,
    find: (words) => {
      const hits = index.search(words)
      const least = (hits[0]?.score ?? 0) * LEAST_SHARE
      if (hits.length > 0) return hits.flatMap(({ id, score }) => (score >= least ? (byCode.get(id as string) ?? []) : []))
      // Not a word, or half of one: what it stands in.
      const part = words.normalize('NFKC').toLowerCase()
      return ordered.filter(({ zh, en, synonyms }) => [zh, en.toLowerCase(), ...synonyms].some((name) => name.includes(part)))
    },
  }
}

/**
 * Keeps the catalogue ready to be searched. When a version is published it is read anew, a few items at a time; until that is done
 * the one before answers.
 */
export function createCatalogueReader({ tokenize }: { tokenize: (sentence: string) => string[] }): (items: readonly ServiceItem[]) => Promise<Catalogue> {
  let ready: { versions: string; catalogue: Catalogue } | null = null
  let reading: Promise<Catalogue> | null = null
  return async (items) => {
    const versions = versionsOf(items)
    if (ready?.versions === versions) return ready.catalogue
    reading ??= build(items, tokenize)
      .then((catalogue) => {
        ready = { versions, catalogue }
        return catalogue
      })
      .finally(() => (reading = null))
    return ready?.catalogue ?? reading
  }
}
