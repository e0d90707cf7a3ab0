import { easeTagsOf, type EaseTag, type ServiceGuide, type ServiceItem, type ServiceItemPage, type ServiceItemQuery } from '@zsb/shared/service-item'
import { AppError } from '../../platform/http/app-error'
import type { ContentService } from '../content'
import { createCatalogueReader } from './catalogue'
import { asHandled, toCard, toGuide, type KnownWords } from './guide'
import type { SearchWords } from './search-words'
import { createTokenizer, segmentChinese } from './tokenize'

interface Parts {
  content: KnownWords & Pick<ContentService, 'serviceItem' | 'serviceItems'>
  words: SearchWords
}

type Filter = Pick<ServiceItemQuery, 'ease' | 'serves' | 'stage'>

function isMeant(item: ServiceItem, { ease, serves, stage }: Filter): boolean {
  if (stage && !item.stages.includes(stage)) return false
  if (serves && !item.serves.some((party) => (party === 'person') === (serves === 'person'))) return false
  if (!ease) return true
  const tags = easeTagsOf(item)
  return (ease.split(',') as EaseTag[]).every((tag) => tags.includes(tag))
}

export type ServiceItemService = ReturnType<typeof createServiceItemService>

/** The catalogue 事项目录: what the government does for people and firms, looked through and read without an account. */
export function createServiceItemService({ content, words }: Parts) {
  const read = createCatalogueReader({ tokenize: createTokenizer({ words, segment: segmentChinese }) })

  /** In the order of a life, or the best hit first where something is looked for. An unknown `after` begins anew. */
  async function list({ q, after, limit, ...filter }: ServiceItemQuery): Promise<ServiceItemPage> {
    const catalogue = await read(content.serviceItems())
    const found = q ? catalogue.find(q) : catalogue.items
    const meant = found.map((item) => asHandled(item, content)).filter((item) => isMeant(item, filter))
    const from = after ? meant.findIndex(({ code }) => code === after) + 1 : 0
    const page = meant.slice(from, from + limit)
    const last = page.at(-1)
    return { items: page.map((item) => toCard(item, content)), next: last && from + limit < meant.length ? last.code : null, total: meant.length }
  }

  /** @throws AppError NOT_FOUND */
  function getGuide(code: string): ServiceGuide {
    const item = content.serviceItem(code)
    if (!item) throw new AppError('NOT_FOUND', { detail: { code } })
    return toGuide(item, content)
  }

  return { list, getGuide }
}
