import { sealFolderOf } from '../src/assemble/platform-parts'
import { readConfig } from '../src/config'

/**
 * Seals of the audit trail are signed tokens now; those before were lines with an HMAC. The newest of them is signed, and stands for all
 * the others: the hash of an end covers every entry before it.
 */
export async function up(): Promise<void> {
  await sealFolderOf(readConfig())?.signFormer()
}
