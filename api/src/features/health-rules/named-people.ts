import { HealthNotice } from '@zsb/shared/health-code'
import * as z from 'zod/mini'
import type { ErasableCipher } from '../../platform/erasure/erasable-keys'
import { decodeBase64url, parseExactJson } from '../../platform/tokens/canonical'
import type { EvidenceStore } from './evidence.store'

interface Parts {
  store: Pick<EvidenceStore, 'eachNotice'>
  textSeal: ErasableCipher
  /** Who has an account here under a document. */
  personOf: (document: { documentType: string; number: string }) => Promise<string | null>
}

/** Whom notices name 被通知的人, signed rightly or not: what stands beside them counts all the same until somebody looks. Areas name nobody. */
export function createNamedPeople({ store, textSeal, personOf }: Parts) {
  return async function* eachNamed(): AsyncIterable<string> {
    for await (const { _id: id, at, sealed } of store.eachNotice()) {
      // One that does not open is found as an input that nobody signed.
      const opened = sealed === null ? null : await textSeal.open(sealed, { id, at }).catch(() => null)
      if (!opened || opened.erased) continue
      for (const subject of subjectsOf(opened.text)) {
        const personId = await personOf(subject)
        if (personId !== null) yield personId
      }
    }
  }
}

function subjectsOf(text: string): HealthNotice['subjects'] {
  const body = decodeBase64url(text.split('.')[1] ?? '')
  const read = z.safeParse(HealthNotice, body && parseExactJson(body))
  return read.success ? read.data.subjects : []
}
