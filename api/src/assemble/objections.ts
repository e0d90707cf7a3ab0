import type { RatedCases } from '../features/applications'
import type { ContentService } from '../features/content'
import type { LedgerWords } from '../features/ledger'
import type { Notify } from '../features/notices'
import { createObjections } from '../features/objections'
import type { People } from './people'
import { textCipher, type PlatformParts } from './platform-parts'

interface Parts {
  platform: Pick<PlatformParts, 'trail' | 'outbox' | 'cipher' | 'newId' | 'now'>
  content: ContentService
  people: Pick<People, 'factsOf' | 'holders' | 'staff'>
  cases: RatedCases
  words: Pick<LedgerWords, 'relyingParty'>
  notify: Notify
}

/** Objections 异议 with what they stand on: cases, people, the office's supervisors, the inbox. */
export function assembleObjections({ platform, content, people, cases, words, notify }: Parts) {
  const { staff } = people.staff
  return createObjections({
    ...platform,
    content,
    cases,
    officeName: words.relyingParty,
    personOf: people.factsOf,
    // Whoever was two accounts is one person, by whichever id he is met.
    idsOf: async (id) => people.holders.idsOf((await people.holders.find(id))?._id ?? id),
    personOfStaff: staff.personOf,
    supervisorsOf: staff.supervisorsOf,
    textSeal: textCipher(platform.cipher, 'objections', 'text'),
    answerSeal: textCipher(platform.cipher, 'objections', 'answer'),
    notify,
  })
}
