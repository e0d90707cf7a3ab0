import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, readdirSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { KeyEntry } from './key-ring'
import { generateP256, publicOf, readPrivatePem } from './p256'
import { createEs256Signer, createSm2Signer } from './signers'
import { generateSm2, publicOfSm2 } from './sm2'
import { FORMER_KINDS, TOKEN_KIND_NAMES, type TokenKind } from './token-kinds'
import type { Suite } from './key-record'

const when = z.iso.datetime()

/** One key as it lies in the key folder. ES256: PKCS #8 PEM; SM2: 32 bytes in hex. */
const KeyFile = z.strictObject({
  kid: z.string().check(z.regex(/^[A-Za-z0-9_-]{2,16}$/)),
  kind: z.enum(TOKEN_KIND_NAMES as [TokenKind, ...TokenKind[]]),
  suite: z.enum(['ES256', 'SM2']),
  environment: z.string().check(z.minLength(1)),
  activeFrom: when,
  retireAt: z.nullable(when),
  privateKey: z.string().check(z.minLength(1)),
})
export type KeyFile = z.infer<typeof KeyFile>

const SUFFIX = '.key.json'

/** Every key of a folder; whatever cannot be read is a problem, named by its file and never by its content. */
export function readKeyFiles(dir: string): { files: KeyFile[]; problems: string[] } {
  const files: KeyFile[] = []
  const problems: string[] = []
  if (!existsSync(dir)) return { files, problems }
  for (const name of readdirSync(dir)
    .filter((each) => each.endsWith(SUFFIX))
    .sort()) {
    try {
      const read: unknown = JSON.parse(readFileSync(join(dir, name), 'utf8'))
      if (FORMER_KINDS.includes((read as { kind?: string } | null)?.kind ?? '')) continue
      const parsed = z.safeParse(KeyFile, read)
      if (parsed.success) files.push(parsed.data)
      else problems.push(`${name}: ${parsed.error.issues.map((issue) => issue.path.join('.') || 'form').join(', ')}`)
    } catch {
      problems.push(`${name}: cannot be read`)
    }
  }
  return { files, problems }
}

export function toKeyEntry(file: KeyFile): KeyEntry {
  const { kid, kind, suite, environment } = file
  const place = { kid, kind, suite, environment, activeFrom: new Date(file.activeFrom), retireAt: file.retireAt ? new Date(file.retireAt) : null }
  if (suite === 'SM2') return { record: { ...place, publicKey: publicOfSm2(file.privateKey) }, signer: createSm2Signer({ kid, privateKey: file.privateKey }) }
  const privateKey = readPrivatePem(file.privateKey)
  return { record: { ...place, publicKey: publicOf(privateKey) }, signer: createEs256Signer({ kid, privateKey }) }
}

const newPrivateKey = (suite: Suite): string =>
  suite === 'SM2' ? generateSm2().privateKey : (generateP256().privateKey.export({ type: 'pkcs8', format: 'pem' }) as string)

interface NewKey {
  dir: string
  kind: TokenKind
  environment: string
  activeFrom: Date
  suite?: Suite
  /** The first key of a kind: of several processes that start at once exactly one makes it, the others read it. */
  first?: boolean
}

/**
 * A new key of the kind beside the others, readable by its owner only, whole or not at all.
 * @returns its kid, or null when another process has made the first key meanwhile
 */
export function createKeyFile({ dir, kind, environment, activeFrom, suite = 'ES256', first = false }: NewKey): string | null {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const taken = new Set(readKeyFiles(dir).files.map((file) => file.kid))
  let kid = randomBytes(3).toString('base64url')
  while (taken.has(kid)) kid = randomBytes(3).toString('base64url')
  const file: KeyFile = { kid, kind, suite, environment, activeFrom: activeFrom.toISOString(), retireAt: null, privateKey: newPrivateKey(suite) }
  const part = join(dir, `.${kid}.${process.pid}.part`)
  writeFileSync(part, JSON.stringify(file), { mode: 0o600, flag: 'wx' })
  try {
    linkSync(part, join(dir, `${kind}.${first ? 'first' : kid}${SUFFIX}`))
    return kid
  } catch (cause) {
    if ((cause as { code?: string }).code === 'EEXIST' && first) return null
    throw cause
  } finally {
    unlinkSync(part)
  }
}

function fileNameOf(dir: string, kid: string): string {
  const name = readdirSync(dir).find((each) => each.endsWith(SUFFIX) && (JSON.parse(readFileSync(join(dir, each), 'utf8')) as KeyFile).kid === kid)
  if (!name) throw new Error(`there is no key ${kid}`)
  return name
}

/** Writes the end of a key into its file. @throws Error for a kid that is not there */
export function endKeyFile(dir: string, kid: string, retireAt: Date): void {
  const name = fileNameOf(dir, kid)
  const file = JSON.parse(readFileSync(join(dir, name), 'utf8')) as KeyFile
  const part = join(dir, `.${kid}.${process.pid}.part`)
  writeFileSync(part, JSON.stringify({ ...file, retireAt: retireAt.toISOString() }), { mode: 0o600 })
  renameSync(part, join(dir, name))
}

/** Takes a key out of use for good: the private half is destroyed, what remains says which key it was and when. */
export function withdrawKeyFile(dir: string, kid: string, at: Date): void {
  const name = fileNameOf(dir, kid)
  const file = JSON.parse(readFileSync(join(dir, name), 'utf8')) as KeyFile
  const { privateKey: _gone, ...rest } = file
  writeFileSync(join(dir, `${file.kind}.${kid}.withdrawn.json`), JSON.stringify({ ...rest, withdrawnAt: at.toISOString() }), { mode: 0o600 })
  unlinkSync(join(dir, name))
}
