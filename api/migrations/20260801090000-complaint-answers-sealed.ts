import type { Db } from 'mongodb'
import { fieldCipherOf } from '../src/assemble/platform-parts'
import { textCipher } from '../src/platform/crypto'
import { readConfig } from '../src/config'

/** Answers to complaints are encrypted like the text they answer (R20); those written before stood in clear. */
export async function up(db: Db): Promise<void> {
  const complaints = db.collection<{ _id: string; answer: string }>('complaints')
  const clear = await complaints.find({ answer: { $type: 'string', $not: /^[12]\.[A-Za-z0-9_-]{1,32}\.[A-Za-z0-9_-]{38,}$/ } }).toArray()
  if (clear.length === 0) return
  const { encrypt } = textCipher(fieldCipherOf(readConfig()), 'complaints', 'answer')
  for (const { _id, answer } of clear) await complaints.updateOne({ _id, answer }, { $set: { answer: encrypt(answer, _id) } })
}
