import type { PaperFile } from '@zsb/shared/paper'
import {
  barredOn,
  easeTagsOf,
  type EaseTag,
  type ServiceGuide,
  type ServiceItem,
  type ServiceItemPage,
  type ServiceItemQuery,
  type SheetKind,
} from '@zsb/shared/service-item'
import { toCalendarDate, type CalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { ContentService } from '../content'
import type { Printer } from '../papers'
import { createCatalogueReader } from './catalogue'
import { asHandled, toCard, toGuide, type KnownWords } from './guide'
import type { SearchWords } from './search-words'
import { toFormSheet } from './sheet'
import { createTokenizer, segmentChinese } from './tokenize'

interface Parts {
  content: KnownWords & Pick<ContentService, 'serviceItem' | 'serviceItems'>
  words: SearchWords
  printer: Pick<Printer, 'printForm'>
  now: () => Date
}

type Filter = Pick<ServiceItemQuery, 'ease' | 'serves' | 'stage'>

function isMeant(item: ServiceItem, { ease, serves, stage }: Filter): boolean {
  if (stage && !item.stages.includes(stage)) return false
  if (serves && !item.serves.some((party) => (party === 'person') === (serves === 'person'))) return false
  if (!ease) return true
  const tags = easeTagsOf(item)
  return (ease.split(',') as EaseTag[]).every((tag) => tags.includes(tag))
}

/** 取消: it is found by who looks for it, behind what there is, and stands in no list. */
function withoutCancelled(items: readonly ServiceItem[], { q, on }: { q: string | undefined; on: CalendarDate }): ServiceItem[] {
  const isCancelled = ({ standing }: ServiceItem) => barredOn(standing, on)?.state === 'cancelled'
  const there = items.filter((item) => !isCancelled(item))
  return q ? [...there, ...items.filter(isCancelled)] : there
}

/** Every sheet there is fits in; a version that is replaced falls out. */
const MOST_SHEETS = 200

export type ServiceItemService = ReturnType<typeof createServiceItemService>

/** The catalogue 事项目录: what the government does for people and firms, looked through and read without an account. */
export function createServiceItemService({ content, words, printer, now }: Parts) {
  const read = createCatalogueReader({ tokenize: createTokenizer({ words, segment: segmentChinese }) })

  /** In the order of a life, or the best hit first where something is looked for. An unknown `after` begins anew. */
  async function list({ q, after, limit, ...filter }: ServiceItemQuery): Promise<ServiceItemPage> {
    const catalogue = await read(content.serviceItems())
    const on = toCalendarDate(now())
    const found = withoutCancelled(q ? catalogue.find(q) : catalogue.items, { q, on })
    const meant = found.map((item) => asHandled(item, content)).filter((item) => isMeant(item, filter))
    const from = after ? meant.findIndex(({ code }) => code === after) + 1 : 0
    const page = meant.slice(from, from + limit)
    const last = page.at(-1)
    return { items: page.map((item) => toCard(item, content, on)), next: last && from + limit < meant.length ? last.code : null, total: meant.length }
  }

  /** @throws AppError NOT_FOUND */
  function getGuide(code: string): ServiceGuide {
    const item = content.serviceItem(code)
    if (!item) throw new AppError('NOT_FOUND', { detail: { code } })
    return toGuide(item, content, toCalendarDate(now()))
  }

  /** By what they were printed from: the same is printed once, whoever asks for it. */
  const printed = new Map<string, Promise<PaperFile>>()

  /** 空白表 or 示例样表 of an item, PDF. @throws AppError NOT_FOUND · OVERLOADED while too many are printed */
  function getSheet({ code, kind }: { code: string; kind: SheetKind }): Promise<PaperFile> {
    const item = content.serviceItem(code)
    const form = item?.sheet === undefined ? null : content.form(item.sheet)
    const isNotThere = () => new AppError('NOT_FOUND', { detail: { code, kind } })
    if (!item || !form) throw isNotThere()
    const key = `${code}@${item.version} ${form.code}@${form.version} ${kind}`
    const known = printed.get(key)
    if (known) return known
    const sheet = toFormSheet({ item: asHandled(item, content), form, kind })
    if (!sheet) throw isNotThere()
    const file = printer.printForm(sheet).then((pdf) => ({ fileName: `${sheet.title}（${sheet.kind}）.pdf`, base64: pdf.toString('base64') }))
    if (printed.size >= MOST_SHEETS) printed.delete([...printed.keys()][0] ?? '')
    printed.set(key, file)
    // What failed is tried again by whoever asks next.
    file.catch(() => printed.delete(key))
    return file
  }

  return { list, getGuide, getSheet }
}
