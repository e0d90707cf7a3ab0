import { createKeyFile, endKeyFile, readKeyFiles, toKeyEntry, withdrawKeyFile, type KeyFile } from './key-files'
import { createKeyRing, type KeyEntry, type KeyRing } from './key-ring'
import type { Suite } from './key-record'
import { TOKEN_KINDS, TOKEN_KIND_NAMES, type TokenKind } from './token-kinds'

interface Parts {
  dir: string
  environment: string
  /** Demo and tests make missing keys; production never does. */
  mayCreate: boolean
  now: () => Date
}

/** A new key signs only after this time, so that every process has read it before the first token comes. */
const KNOWN_BEFORE_USE_SECONDS = 60
/** Clocks of two processes may differ by this much when an old key ends. */
const MARGIN_SECONDS = 60

/** Every problem of a key folder at once; texts name files, kinds and kids, never key material. */
export class KeyProblems extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`KEY_DIR: ${problems.join('; ')}`)
  }
}

/** Keys of a folder in memory, and what can be done to them (R10). */
export interface KeyStore {
  ring: KeyRing
  /** Reads the folder again; a folder that has become unreadable, or lost a kind, changes nothing. @throws KeyProblems */
  reload: () => void
  /** A second key of the kind, which signs from `activeFrom` on; the former ones verify until the last of their tokens has ended. */
  rotate: (kind: TokenKind, options?: { suite?: Suite }) => { kid: string; activeFrom: Date; retired: string[] }
  /** Compromise: the key verifies nothing any more, its private half is destroyed, a successor signs at once. */
  withdraw: (kid: string) => { kind: TokenKind; successor: string | null }
}

interface Read {
  entries: KeyEntry[]
  missing: TokenKind[]
}

/** @throws KeyProblems */
function readEntries({ dir, environment, mayMiss }: { dir: string; environment: string; mayMiss: boolean }): Read {
  const { files, problems } = readKeyFiles(dir)
  const entries: KeyEntry[] = []
  const kids = new Set<string>()
  for (const file of files) {
    if (file.environment !== environment) problems.push(`key ${file.kid} of ${file.kind} belongs to ${file.environment}`)
    if (kids.has(file.kid)) problems.push(`key ${file.kid} is there twice`)
    kids.add(file.kid)
    try {
      entries.push(toKeyEntry(file))
    } catch {
      problems.push(`key ${file.kid} of ${file.kind} is not a key of ${file.suite}`)
    }
  }
  const present = new Set(files.map((file: KeyFile) => file.kind))
  const missing = TOKEN_KIND_NAMES.filter((kind) => !present.has(kind))
  if (missing.length > 0 && !mayMiss) problems.push(`no key for ${missing.join(', ')}`)
  if (problems.length > 0) throw new KeyProblems(problems)
  return { entries, missing }
}

/**
 * Opens a folder of keys.
 * @throws KeyProblems naming every kind without a key (where none may be made), every unreadable file and every key of another environment
 */
export function openKeyStore({ dir, environment, mayCreate, now }: Parts): KeyStore {
  const ring = createKeyRing({ environment, now })
  const reload = () => ring.replaceAll(readEntries({ dir, environment, mayMiss: false }).entries)
  if (mayCreate) {
    const { missing } = readEntries({ dir, environment, mayMiss: true })
    for (const kind of missing) createKeyFile({ dir, kind, environment, activeFrom: new Date(0), first: true })
  }
  reload()

  function rotate(kind: TokenKind, { suite = 'ES256' }: { suite?: Suite } = {}) {
    const activeFrom = new Date(now().getTime() + KNOWN_BEFORE_USE_SECONDS * 1000)
    const retireAt = new Date(activeFrom.getTime() + (TOKEN_KINDS[kind].maxLifeSeconds + MARGIN_SECONDS) * 1000)
    const former = ring.list().filter((record) => record.kind === kind && record.retireAt === null)
    const kid = createKeyFile({ dir, kind, environment, activeFrom, suite })!
    for (const record of former) endKeyFile(dir, record.kid, retireAt)
    reload()
    return { kid, activeFrom, retired: former.map((record) => record.kid) }
  }

  function withdraw(kid: string) {
    const kind = ring.list().find((record) => record.kid === kid)?.kind
    if (!kind) throw new Error(`there is no key ${kid}`)
    const signs = ring.list().some((record) => record.kid !== kid && record.kind === kind && record.retireAt === null && record.activeFrom <= now())
    // The successor comes first: a process that reads the folder in between never finds the kind without a key.
    const successor = signs ? null : createKeyFile({ dir, kind, environment, activeFrom: now() })
    withdrawKeyFile(dir, kid, now())
    reload()
    return { kind, successor }
  }

  return { ring, reload, rotate, withdraw }
}

/** The ring alone, for whoever neither rotates nor follows the folder. */
export const loadKeyRing = (parts: Parts): KeyRing => openKeyStore(parts).ring

/**
 * Follows the folder, so that a rotation or a withdrawal made by one process reaches all of them.
 * @param onProblem told when the folder cannot be read; the keys in memory stay as they are
 * @returns stop
 */
export function followKeyStore({
  store,
  everyMs,
  onProblem,
}: {
  store: Pick<KeyStore, 'reload'>
  everyMs: number
  onProblem: (problem: Error) => void
}): () => void {
  const timer = setInterval(() => {
    try {
      store.reload()
    } catch (problem) {
      onProblem(problem as Error)
    }
  }, everyMs)
  timer.unref()
  return () => clearInterval(timer)
}
