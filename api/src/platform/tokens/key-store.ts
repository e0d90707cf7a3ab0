import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyRecord, Signer } from './key-record'
import { createKeyRing, type KeyRing } from './key-ring'
import { generateP256, publicOf, readPrivatePem } from './p256'
import { createEs256Signer } from './signers'
import { TOKEN_KIND_NAMES, type TokenKind } from './token-kinds'

interface KeyFile {
  kid: string
  kind: TokenKind
  suite: 'ES256'
  environment: string
  activeFrom: string
  retireAt: string | null
  privateKey: string
}

interface Parts {
  dir: string
  environment: string
  /** Demo and tests make missing keys; production never does. */
  mayCreate: boolean
  now: () => Date
}

const newKid = () => randomBytes(3).toString('base64url')

function toEntry(file: KeyFile): { record: KeyRecord; signer: Signer } {
  const privateKey = readPrivatePem(file.privateKey)
  const { kid, kind, suite, environment } = file
  const record: KeyRecord = { kid, kind, suite, environment, publicKey: publicOf(privateKey), activeFrom: new Date(file.activeFrom), retireAt: file.retireAt ? new Date(file.retireAt) : null }
  return { record, signer: createEs256Signer({ kid, privateKey }) }
}

/** A new key of the kind, written beside the others; readable by its owner only. */
export function createKeyFile({ dir, kind, environment, activeFrom }: { dir: string; kind: TokenKind; environment: string; activeFrom: Date }): string {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const kid = newKid()
  const file: KeyFile = {
    kid,
    kind,
    suite: 'ES256',
    environment,
    activeFrom: activeFrom.toISOString(),
    retireAt: null,
    privateKey: generateP256().privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  }
  const part = join(dir, `.${kid}.part`)
  writeFileSync(part, JSON.stringify(file), { mode: 0o600 })
  renameSync(part, join(dir, `${kind}.${kid}.key.json`))
  return kid
}

function readFiles(dir: string): KeyFile[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir)
    .filter((name) => name.endsWith('.key.json'))
    .map((name) => JSON.parse(readFileSync(join(dir, name), 'utf8')) as KeyFile)
}

/**
 * Reads the keys of a folder into a ring. Rotation is a second file of the kind with a later `activeFrom`: both verify.
 * @throws Error naming every kind that has no key, where none may be made
 */
export function loadKeyRing({ dir, environment, mayCreate, now }: Parts): KeyRing {
  const present = new Set(readFiles(dir).map((file) => file.kind))
  const missing = TOKEN_KIND_NAMES.filter((kind) => !present.has(kind))
  if (missing.length > 0 && !mayCreate) throw new Error(`KEY_DIR: no key for ${missing.join(', ')}`)
  for (const kind of missing) createKeyFile({ dir, kind, environment, activeFrom: new Date(0) })
  const ring = createKeyRing({ environment, now })
  for (const file of readFiles(dir)) ring.add(toEntry(file))
  return ring
}
