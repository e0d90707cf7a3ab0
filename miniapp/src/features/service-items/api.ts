import { PaperFile } from '@zsb/shared/paper'
import { ServiceGuide, ServiceItemPage, type EaseTag, type LifeStage, type SheetKind } from '@zsb/shared/service-item'
import { addressOf } from '@/platform/navigate'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

const itemsPath = '/api/v1/service-items'
export const itemsSchema = parserOf(ServiceItemPage)
export const guideSchema = parserOf(ServiceGuide)

/** What the list is narrowed to. */
export interface Filter {
  q: string
  serves: 'any' | 'person' | 'enterprise'
  ease: EaseTag | 'any'
  stage: LifeStage | 'any'
}
export const EVERYTHING: Filter = { q: '', serves: 'any', ease: 'any', stage: 'any' }

const chosen = <V extends string>(value: V) => (value === 'any' ? undefined : value)

/** The address of the first page of a list; without words and filters it is the catalogue itself, which is kept on the device. */
export const pathOf = ({ q, serves, ease, stage }: Filter, after?: string): string =>
  addressOf(itemsPath, { q: q || undefined, serves: chosen(serves), ease: chosen(ease), stage: chosen(stage), after })

export const fetchAfter = (filter: Filter) => (after: string) => request(pathOf(filter, after), { schema: itemsSchema, signedIn: false })
export const guidePath = (code: string): string => `${itemsPath}/${encodeURIComponent(code)}`

const file = parserOf(PaperFile)
export const fetchSheet = ({ item, kind }: { item: string; kind: SheetKind }) => request(`${guidePath(item)}/sheets/${kind}`, { schema: file, signedIn: false })
