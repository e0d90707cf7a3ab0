import type { Db } from 'mongodb'
import { createFieldKeys } from '../src/assemble/field-keys'
import { pickUpIndexOf } from '../src/assemble/pick-up-index'
import { readConfig } from '../src/config'

interface Waiting {
  _id: string
  office: string
  pickUpCode: string
  pickUpIndex?: string | null
}

/** The desk finds what waits to be fetched by its code 取件码. Of two that wait at one office under the same code only the first is found by it. */
export async function up(db: Db): Promise<void> {
  const cases = db.collection<Waiting>('applications')
  const waiting = { 'progress.status': 'concluded', 'progress.handOver': 'pickUp', pickUpCode: { $type: 'string' as const } }
  const { cipher, digests } = createFieldKeys(readConfig())
  const indexOf = pickUpIndexOf(digests)
  const seen = new Set<string>()
  for await (const { _id, office, pickUpCode } of cases.find(waiting).sort({ _id: 1 })) {
    const pickUpIndex = indexOf({ office, code: cipher.decrypt(pickUpCode, { collection: 'applications', field: 'pickUpCode', recordId: _id }) })
    if (!seen.has(pickUpIndex)) await cases.updateOne({ _id }, { $set: { pickUpIndex } })
    seen.add(pickUpIndex)
  }
}
