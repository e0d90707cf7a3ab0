import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config, FieldKey } from '../config'
import { createFieldCipher, createKeyedDigests, type FieldCipher, type KeyedDigests } from '../platform/crypto'

/** The demo's own root, made once beside its other keys. */
function demoKey(keyDir: string): FieldKey {
  const file = join(keyDir, 'field.key')
  if (!existsSync(file)) {
    mkdirSync(keyDir, { recursive: true, mode: 0o700 })
    try {
      writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' })
    } catch (cause) {
      if ((cause as { code?: string }).code !== 'EEXIST') throw cause
    }
  }
  return { id: 'k1', bytes: readFileSync(file) }
}

/**
 * Field encryption and keyed digests from the configured roots (R20): the active key seals, former ones still open. Blind indexes
 * and pairwise references stay under the oldest root, because what is found by them is never written anew.
 */
export function createFieldKeys({ fieldKeys, keyDir }: Pick<Config, 'fieldKeys' | 'keyDir'>): { digests: KeyedDigests; cipher: FieldCipher } {
  const roots = fieldKeys.length > 0 ? fieldKeys : [demoKey(keyDir)]
  const keys = new Map(roots.map(({ id, bytes }) => [id, createKeyedDigests(bytes).deriveKey('field-encryption')]))
  const [active] = roots
  const oldest = roots.at(-1)
  if (!active || !oldest) throw new Error('no field key')
  return { digests: createKeyedDigests(oldest.bytes), cipher: createFieldCipher({ activeId: active.id, find: (id) => keys.get(id) }) }
}
