import { describeClocks, easeTagsOf, type MaterialSource, type ServiceGuide, type ServiceItem, type ServiceItemCard } from '@zsb/shared/service-item'
import type { ContentService } from '../content'

export type KnownWords = Pick<ContentService, 'licenceType' | 'relyingParty' | 'form'>

const named = ({ zh, en }: { zh: string; en: string }) => ({ zh, en })

/** It can be begun here when it is handled online and has a form. */
const canApply = ({ channels, code }: ServiceItem, known: Pick<KnownWords, 'form'>): boolean => channels.includes('online') && known.form(code) !== null

export const toCard = (item: ServiceItem, known: Pick<KnownWords, 'form'>): ServiceItemCard => ({
  code: item.code,
  name: named(item),
  summary: item.summary,
  department: item.department,
  ease: easeTagsOf(item),
  handling: item.handling,
  promiseDays: item.clocks.promise.days,
  visits: item.visits,
  canApply: canApply(item, known),
})

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

/** The guide 办事指南 of an item, with what it names by code told in words. */
export function toGuide(item: ServiceItem, known: KnownWords): ServiceGuide {
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
    serves: item.serves,
    level: item.level,
    handling: item.handling,
    channels: item.channels,
    area: item.area,
    visits: item.visits,
    ease: easeTagsOf(item),
    conditions: item.conditions,
    legalBasis: item.legalBasis,
    materials: item.materials.map(({ code, zh, en, standard, need, secondary, sources, basis }) => ({
      code,
      name: { zh, en },
      standard,
      need,
      secondary,
      sources: sources.map((source) => ({ kind: source.kind, what: sourceWords(source, known) })),
      basis,
    })),
    process: item.process.map((link) => ({ name: named(link), department: link.department, days: link.days })),
    promiseDays: item.clocks.promise.days,
    legalDays: item.clocks.legal.days,
    clocks: describeClocks(item).map(({ code, zh, en, basis }) => ({ code, words: { zh, en }, basis })),
    fees: item.fees.map((fee) => ({ name: named(fee), fen: fee.fen, basis: fee.basis })),
    result: resultOf(item, known),
    mayAct: item.mayAct,
    faq: item.faq,
    consultPhone: item.consultPhone,
    complaintPhone: item.complaintPhone,
    counter: office?.counter ? { name: named(office), ...office.counter } : null,
    canApply: canApply(item, known),
  }
}
