import type { LedgerEntry } from '@zsb/shared/ledger'
import type { HealthColour } from '@zsb/shared/health-code'
import type { ERASED_FACTS } from './erased-facts'
import { ERASED_WORDS } from './erased-facts'
import { NAMELESS } from './no-facts'
import type { LedgerWords } from './ledger.service'
import type { LedgerFacts } from './ledger.store'

type EntryWords = Pick<LedgerEntry, 'licenceName' | 'relyingParty' | 'counter' | 'scene' | 'purpose' | 'fields'>

const HEALTH_CODE = { zh: '健康码', en: 'Health code' }
const DOOR = { zh: '进入场所', en: 'Entering a place' }
const CHECK = { zh: '查验健康码', en: 'Check of the health code' }
const MASKED_NAME = { code: 'nameMasked', zh: '隐去的姓名', en: 'Masked name' }
export const COLOUR_WORDS: Record<HealthColour, { zh: string; en: string }> = {
  green: { zh: '绿码', en: 'Green code' },
  yellow: { zh: '黄码', en: 'Yellow code' },
  red: { zh: '红码', en: 'Red code' },
}

/** The words of an entry from the codes it keeps. A place 场所 stands in it by its name of that day, and no guard's. */
export function entryWords(facts: LedgerFacts | typeof ERASED_FACTS, words: LedgerWords): EntryWords {
  const { licenceType, scene, purpose, counter } = facts
  switch (facts.kind) {
    case 'erased':
      return { licenceName: ERASED_WORDS, relyingParty: NAMELESS, counter: NAMELESS, scene: NAMELESS, purpose: NAMELESS, fields: [] }
    case 'healthVisit': {
      const colour = facts.colour ? [{ code: 'colour', ...COLOUR_WORDS[facts.colour] }] : []
      return { licenceName: HEALTH_CODE, relyingParty: counter, counter: NAMELESS, scene: DOOR, purpose: CHECK, fields: [...colour, MASKED_NAME] }
    }
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
