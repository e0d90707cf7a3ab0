import type { ContentService } from '../features/content'
import { createFactsSeal, mongoLedger, verifyLedger, type ExpectedEntries, type LedgerLink } from '../features/ledger'
import { mongoPendingUses } from '../features/verification'
import { mongoAudit } from '../platform/audit/audit.model'
import { linkHash } from '../platform/chain/chain'
import { newSalt, saltedDigest } from '../platform/crypto'
import type { ErasableCipher, ErasableKeys } from '../platform/erasure/erasable-keys'

/** A use has its entry within a second or two; one without is a finding after this, of which so many are named. */
const CHAINED_WITHIN_MS = 60_000
const MOST_LATE = 1_000
/** A reveal reaches the ledger through the outbox within seconds; what is younger than this is not missed yet. */
const ON_ITS_WAY_MS = 3_600_000

/**
 * Calendar days a complaint is answered in, by the version in force when it is asked.
 * @throws Error when no version is in force: nobody is promised a day that nobody has set
 */
export const answerDaysOf = (content: Pick<ContentService, 'answerTime'>) => (): number => {
  const time = content.answerTime('complaint')
  if (!time?.calendarDays) throw new Error('no answer time for complaints')
  return time.calendarDays
}

/** What a link's hash covers: everything but what can be erased. */
export const ledgerHash = ({ subjectId, seq, prevHash, sourceId, at, digest }: Omit<LedgerLink, 'hash' | '_id' | 'sealed'>): string =>
  linkHash({ subjectId, seq, prevHash, sourceId, at, digest })

const FACTS = { collection: 'ledger', field: 'facts' }
const OF_VISITS = /^[12]\.e-visits-/

/** Visits to places 到访 stand in the same chain under keys of their own: they are kept much shorter than uses of licences. */
function ledgerCiphers(keys: ErasableKeys): { uses: ErasableCipher; visits: ErasableCipher } {
  const uses = keys.cipherFor('ledger', FACTS)
  const visits = keys.cipherFor('visits', FACTS)
  const open: ErasableCipher['open'] = (sealed, record) => (OF_VISITS.test(sealed) ? visits : uses).open(sealed, record)
  return { uses: { encrypt: uses.encrypt, open }, visits: { encrypt: visits.encrypt, open } }
}
export const ledgerCipher = (keys: ErasableKeys): ErasableCipher => ledgerCiphers(keys).uses
export const visitCipher = (keys: ErasableKeys): ErasableCipher => ledgerCiphers(keys).visits
export const ledgerSeal = (cipher: ErasableCipher) => createFactsSeal({ cipher, newSalt, saltedDigest })

/** Every chain against itself, its head, and what it was made from. */
export function verifyWholeLedger({ erasable, now }: { erasable: ErasableKeys; now: () => Date }) {
  const before = new Date(now().getTime() - ON_ITS_WAY_MS)
  const late = new Date(now().getTime() - CHAINED_WITHIN_MS)
  return verifyLedger({
    store: mongoLedger,
    seal: ledgerSeal(ledgerCipher(erasable)),
    hashOf: ledgerHash,
    sources: [() => countExpected(before)],
    late: () => mongoPendingUses.listLate({ before: late, limit: MOST_LATE }),
  })
}

/** Uses and reveals of each holder together, who has entries of both. */
async function* countExpected(before: Date): AsyncIterable<ExpectedEntries> {
  const counted = new Map<string, number>()
  for (const source of [mongoPendingUses.countProjected(), mongoAudit.countBySubject({ action: 'licence.revealed', before })])
    for await (const { subjectId, entries } of source) counted.set(subjectId, (counted.get(subjectId) ?? 0) + entries)
  for (const [subjectId, entries] of counted) yield { subjectId, entries }
}
