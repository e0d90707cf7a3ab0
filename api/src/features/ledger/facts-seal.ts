import type { ErasableCipher } from '../../platform/erasure/erasable-keys'
import type { LedgerFacts, LedgerLink } from './ledger.store'

type SealedLink = Pick<LedgerLink, '_id' | 'at' | 'sealed'>

/** Seals the facts of an entry: a digest for the chain, and the facts themselves encrypted and erasable (R18). */
export interface SealFacts {
  close: (facts: LedgerFacts, link: Pick<LedgerLink, '_id' | 'at'>) => Promise<{ digest: string; sealed: string }>
  /** Null once they were erased 已按规定删除. */
  open: (link: SealedLink) => Promise<LedgerFacts | null>
  /** Whether the digest is that of the sealed facts, or one of the two was changed. */
  judge: (link: SealedLink & Pick<LedgerLink, 'digest'>) => Promise<'fit' | 'changed' | 'erased'>
}

interface Parts {
  cipher: ErasableCipher
  newSalt: () => string
  saltedDigest: (salt: string, value: unknown) => string
}

export function createFactsSeal({ cipher, newSalt, saltedDigest }: Parts): SealFacts {
  async function read({ _id: id, at, sealed }: SealedLink): Promise<{ salt: string; facts: LedgerFacts } | null> {
    const opened = await cipher.open(sealed, { id, at })
    return opened.erased ? null : (JSON.parse(opened.text) as { salt: string; facts: LedgerFacts })
  }
  return {
    close: async (facts, { _id: id, at }) => {
      const salt = newSalt()
      return { digest: saltedDigest(salt, facts), sealed: await cipher.encrypt(JSON.stringify({ salt, facts }), { id, at }) }
    },
    open: async (link) => (await read(link))?.facts ?? null,
    judge: async (link) => {
      try {
        const known = await read(link)
        if (!known) return 'erased'
        return saltedDigest(known.salt, known.facts) === link.digest ? 'fit' : 'changed'
      } catch {
        return 'changed'
      }
    },
  }
}
