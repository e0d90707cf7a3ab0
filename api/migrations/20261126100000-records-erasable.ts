import type { Db } from 'mongodb'
import { ledgerCipher } from '../src/assemble/ledger-parts'
import { auditCipher, erasableKeysOf } from '../src/assemble/platform-parts'
import { readConfig } from '../src/config'

interface Sealed {
  _id: string
  at: Date
  sealed: string
}
const AT_A_TIME = 500

/**
 * What audit and ledger entries hold of people is sealed under a key of its kind and month, so that it can be erased; before, it was
 * sealed under the field key. Salts and facts stay what they were, so every digest, and the chain, stays too.
 */
export async function up(db: Db): Promise<void> {
  const keys = erasableKeysOf(readConfig())
  for (const [collection, cipher] of [['audit', auditCipher(keys)] as const, ['ledger', ledgerCipher(keys)] as const]) {
    const records = db.collection<Sealed>(collection)
    const writes: { updateOne: { filter: { _id: string; sealed: string }; update: { $set: { sealed: string } } } }[] = []
    for await (const { _id: id, at, sealed } of records.find({ sealed: { $not: /^[12]\.e-/ } }, { projection: { at: 1, sealed: 1 } })) {
      // What does not open was tampered with: it stays as it is, for audit:verify to name.
      const opened = await cipher.open(sealed, { id, at }).catch(() => null)
      if (!opened || opened.erased) continue
      writes.push({ updateOne: { filter: { _id: id, sealed }, update: { $set: { sealed: await cipher.encrypt(opened.text, { id, at }) } } } })
      if (writes.length === AT_A_TIME) await records.bulkWrite(writes.splice(0), { ordered: false })
    }
    if (writes.length > 0) await records.bulkWrite(writes, { ordered: false })
  }
}
