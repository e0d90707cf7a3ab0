import {
  describeClocks,
  easeTagsOf,
  onlineDepthOf,
  shutBy,
  toStandingView,
  type MaterialSource,
  type ServiceGuide,
  type ServiceItem,
  type ServiceItemCard,
} from '@zsb/shared/service-item'
import type { CalendarDate } from '@zsb/shared/time'
import type { ContentService } from '../content'
import { sheetsOf } from './sheet'

export type KnownWords = Pick<ContentService, 'licenceType' | 'relyingParty' | 'form' | 'bundles' | 'serviceItem'>

const named = ({ zh, en }: { zh: string; en: string }) => ({ zh, en })

/** How an item can be begun on the phone today: by its own form, as a part of one thing 一件事, or not at all. */
function waysHere({ channels, code }: ServiceItem, known: Pick<KnownWords, 'form' | 'bundles'>) {
  const isOnline = channels.includes('online')
  const bundle = isOnline ? (known.bundles().find(({ parts }) => parts.some(({ item }) => item === code)) ?? null) : null
  return { canApply: isOnline && known.form(code) !== null, bundle }
}

/**
 * An item as it is handled today: 网上办 and 不用跑 are said only of what can be handed in on the phone. Whatever its file promises, what has neither a form
 * nor a place in a bundle is done at the window, with one visit at least.
 */
export function asHandled(item: ServiceItem, known: Pick<KnownWords, 'form' | 'bundles'>): ServiceItem {
  const { canApply, bundle } = waysHere(item, known)
  if (!item.channels.includes('online') || canApply || bundle) return item
  const channels = item.channels.filter((channel) => channel !== 'online')
  return { ...item, channels: channels.length > 0 ? channels : ['window'], visits: Math.max(1, item.visits) }
}

const standingOf = (item: ServiceItem, known: Pick<KnownWords, 'serviceItem'>, on: CalendarDate) => toStandingView(item, { on, findItem: known.serviceItem })

/** @param item as it is handled */
export function toCard(item: ServiceItem, known: Pick<KnownWords, 'form' | 'bundles' | 'serviceItem'>, on: CalendarDate): ServiceItemCard {
  const standing = standingOf(item, known, on)
  return {
    code: item.code,
    name: named(item),
    summary: item.summary,
    department: item.department,
    ease: easeTagsOf(item),
    handling: item.handling,
    promiseDays: item.clocks.promise.days,
    visits: item.visits,
    standing,
    canApply: shutBy(standing) === null && waysHere(item, known).canApply,
  }
}

function sourceWords(source: MaterialSource, known: Pick<KnownWords, 'licenceType'>): { zh: string; en: string } {
  switch (source.kind) {
    case 'licence':
      return named(known.licenceType(source.licenceType) ?? { zh: source.licenceType, en: source.licenceType })
    case 'dataCheck':
      return named(source)
    case 'commitment':
      return source.text
    case 'upload':
      return {
        zh: `${source.formats.join('、')}，每份不超过 ${source.maxMegabytes} MB`,
        en: `${source.formats.join(', ')}, at most ${source.maxMegabytes} MB each`,
      }
  }
}

function resultOf({ result }: ServiceItem, known: Pick<KnownWords, 'licenceType'>): ServiceGuide['result'] {
  if (result.kind === 'none') return null
  if (result.kind === 'approval') return { name: named(result), isLicence: false }
  return { name: named(known.licenceType(result.licenceType) ?? { zh: result.licenceType, en: result.licenceType }), isLicence: true }
}

/** The guide 办事指南 of an item, with what it names by code told in words, as it is handled today. */
export function toGuide(file: ServiceItem, known: KnownWords, on: CalendarDate): ServiceGuide {
  const item = asHandled(file, known)
  const standing = standingOf(item, known, on)
  const { canApply, bundle } = waysHere(item, known)
  const office = known.relyingParty(item.office)
  return {
    code: item.code,
    version: item.version,
    name: named(item),
    summary: item.summary,
    kind: item.clocks.kind,
    basicCode: item.basicCode,
    implementationCode: item.implementationCode,
    department: item.department,
    standing,
    body: item.body ?? null,
    powerSource: item.powerSource ?? null,
    entrustedBy: item.entrustedBy ?? null,
    jointWith: item.jointWith ?? [],
    serves: item.serves,
    level: item.level,
    handling: item.handling,
    channels: item.channels,
    area: item.area,
    visits: item.visits,
    visitsWhy: item.visitsWhy ?? null,
    online: onlineDepthOf(item),
    byPost: item.delivery !== undefined || item.channels.includes('post'),
    quantityLimit: item.quantityLimit ?? null,
    intermediaries: (item.intermediaries ?? []).flatMap(({ material, basis, ...words }) => {
      const wanted = item.materials.find(({ code }) => code === material)
      return wanted ? [{ name: named(words), material: named(wanted), basis }] : []
    }),
    ease: easeTagsOf(item),
    conditions: item.conditions,
    legalBasis: item.legalBasis,
    materials: item.materials.map(({ code, zh, en, standard, need, secondary, sources, basis, madeBy = null, handedIn = null }) => ({
      code,
      name: { zh, en },
      standard,
      need,
      secondary,
      sources: sources.map((source) => ({ kind: source.kind, what: sourceWords(source, known) })),
      basis,
      madeBy,
      handedIn,
    })),
    process: item.process.map((link) => ({ name: named(link), department: link.department, days: link.days })),
    promiseDays: item.clocks.promise.days,
    legalDays: item.clocks.legal.days,
    clocks: describeClocks(item).map(({ code, zh, en, basis }) => ({ code, words: { zh, en }, basis })),
    fees: item.fees.map((fee) => ({ name: named(fee), fen: fee.fen, basis: fee.basis, reduction: fee.reduction ?? null })),
    sheets: item.sheet === undefined ? [] : sheetsOf(known.form(item.sheet)),
    result: resultOf(item, known),
    mayAct: item.mayAct,
    faq: item.faq,
    consultPhone: item.consultPhone,
    complaintPhone: item.complaintPhone,
    counter: office?.counter ? { name: named(office), ...office.counter } : null,
    canApply: canApply && shutBy(standing) === null,
    inBundle: bundle && shutBy(standing) === null ? { code: bundle.code, name: named(bundle) } : null,
  }
}
