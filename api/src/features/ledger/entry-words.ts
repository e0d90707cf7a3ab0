import type { LedgerEntry } from '@zsb/shared/ledger'
import type { HealthColour } from '@zsb/shared/health-code'
import type { VisitVia } from '@zsb/shared/place'
import type { ERASED_FACTS } from './erased-facts'
import { ERASED_WORDS } from './erased-facts'
import { NAMELESS } from './no-facts'
import type { LedgerWords } from './ledger.service'
import type { LedgerFacts } from './ledger.store'

type EntryWords = Pick<LedgerEntry, 'licenceName' | 'relyingParty' | 'counter' | 'scene' | 'purpose' | 'fields'>

const HEALTH_CODE = { zh: '健康码', en: 'Health code' }
const DOOR = { zh: '进入场所', en: 'Entering a place' }
const LOOKED_AT = { zh: '到访记录', en: 'Visits' }
const TRACING = { zh: '流行病学调查', en: 'Contact tracing' }
const LOOKED_UP = { zh: '流调查询', en: 'Contact query' }
const WHERE_AND_WHEN = { code: 'visit', zh: '到访的时间和场所', en: 'When and where' }
const MASKED_NAME = { code: 'nameMasked', zh: '隐去的姓名', en: 'Masked name' }
const NAME = { code: 'name', zh: '姓名', en: 'Name' }
const NUMBER = { code: 'documentNumber', zh: '证件号码', en: 'Document number' }
const PHOTO = { code: 'photo', zh: '照片', en: 'Photo' }
/** How a visit came to be on record, and what was seen of her for it beside the colour. */
const VISITS: Record<VisitVia, { purpose: { zh: string; en: string }; fields: { code: string; zh: string; en: string }[] }> = {
  scan: { purpose: { zh: '查验健康码', en: 'Check of the health code' }, fields: [MASKED_NAME] },
  printed: { purpose: { zh: '查验纸质离线码', en: 'Check of the health code on paper' }, fields: [MASKED_NAME, PHOTO] },
  offline: { purpose: { zh: '离线核验健康码，没有查颜色', en: 'Check without network; no colour was looked up' }, fields: [] },
  rotating: { purpose: { zh: '本人扫场所码登记', en: 'Place code scanned by yourself' }, fields: [] },
  poster: { purpose: { zh: '本人扫场所码海报登记，不作为规则依据', en: 'Poster scanned by yourself; counts for no rule' }, fields: [] },
  manual: { purpose: { zh: '无手机登记，不作为规则依据', en: 'Written in without a phone; counts for no rule' }, fields: [NAME, NUMBER] },
}
/** Of a child, where one of her guardians scanned the place's code for it. */
const FOR_A_CHILD: Partial<Record<VisitVia, { zh: string; en: string }>> = {
  rotating: { zh: '监护人扫场所码登记，不作为规则依据', en: 'Place code scanned by a guardian; counts for no rule' },
  poster: { zh: '监护人扫场所码海报登记，不作为规则依据', en: 'Poster scanned by a guardian; counts for no rule' },
}
export const COLOUR_WORDS: Record<HealthColour, { zh: string; en: string }> = {
  green: { zh: '绿码', en: 'Green code' },
  yellow: { zh: '黄码', en: 'Yellow code' },
  red: { zh: '红码', en: 'Red code' },
}

/** How a visit came to be on record, and what a guard saw for it; whoever scanned the place herself was seen by nobody. */
export function visitWords({ colour, via, shownBy }: Pick<LedgerFacts, 'colour' | 'via' | 'shownBy'>): Pick<EntryWords, 'purpose' | 'fields'> {
  const kind = via ?? 'scan'
  const { purpose, fields } = VISITS[kind]
  return {
    purpose: (shownBy === 'guardian' && FOR_A_CHILD[kind]) || purpose,
    fields: [...(colour ? [{ code: 'colour', ...COLOUR_WORDS[colour] }] : []), ...fields],
  }
}

/** The words of an entry from the codes it keeps. A place 场所 stands in it by its name of that day, and no guard's. */
export function entryWords(facts: LedgerFacts | typeof ERASED_FACTS, words: LedgerWords): EntryWords {
  const { licenceType, scene, purpose, counter } = facts
  switch (facts.kind) {
    case 'erased':
      return { licenceName: ERASED_WORDS, relyingParty: NAMELESS, counter: NAMELESS, scene: NAMELESS, purpose: NAMELESS, fields: [] }
    case 'healthVisit':
      return { licenceName: HEALTH_CODE, relyingParty: counter, counter: NAMELESS, scene: DOOR, ...visitWords(facts) }
    case 'contactQuery':
      return { licenceName: LOOKED_AT, relyingParty: counter, counter: NAMELESS, scene: TRACING, purpose: LOOKED_UP, fields: [WHERE_AND_WHEN] }
    default:
      return {
        licenceName: words.licence(licenceType),
        relyingParty: words.relyingParty(facts.relyingPartyCode),
        counter,
        scene: words.scene(scene),
        purpose: words.purpose(scene, purpose),
        fields: words.fields(licenceType, facts.fields),
      }
  }
}
