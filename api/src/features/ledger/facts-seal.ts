import type { LedgerFacts, LedgerLink } from './ledger.store'

/** Seals the facts of an entry: a digest for the chain, and the facts themselves encrypted and erasable (R18). */
export interface SealFacts {
  close: (facts: LedgerFacts, linkId: string) => { digest: string; sealed: string }
  open: (link: Pick<LedgerLink, '_id' | 'sealed'>) => LedgerFacts
  /** True when the digest is that of the sealed facts; false when one of the two was changed. */
  fits: (link: Pick<LedgerLink, '_id' | 'sealed' | 'digest'>) => boolean
}

interface Parts {
  encrypt: (text: string, recordId: string) => string
  decrypt: (sealed: string, recordId: string) => string
  newSalt: () => string
  saltedDigest: (salt: string, value: unknown) => string
}

export function createFactsSeal({ encrypt, decrypt, newSalt, saltedDigest }: Parts): SealFacts {
  const read = (link: Pick<LedgerLink, '_id' | 'sealed'>) => JSON.parse(decrypt(link.sealed, link._id)) as { salt: string; facts: LedgerFacts }
  return {
    close: (facts, linkId) => {
      const salt = newSalt()
      return { digest: saltedDigest(salt, facts), sealed: encrypt(JSON.stringify({ salt, facts }), linkId) }
    },
    open: (link) => read(link).facts,
    fits: (link) => {
      try {
        const { salt, facts } = read(link)
        return saltedDigest(salt, facts) === link.digest
      } catch {
        return false
      }
    },
  }
}
