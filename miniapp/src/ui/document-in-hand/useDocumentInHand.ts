import { DocumentClaim } from '@zsb/shared/holder'
import type { DocumentType } from '@zsb/shared/identity'
import { useState } from 'react'
import * as z from 'zod/mini'

export interface DocumentInHand {
  typed: { documentType: DocumentType; name: string; number: string }
  chooseType: (documentType: DocumentType) => void
  typeName: (name: string) => void
  typeNumber: (number: string) => void
  /** What was wrong when it was last read. */
  wrong: readonly PropertyKey[]
  /** Who it is; null where something is wrong, which is then shown. */
  read: () => DocumentClaim | null
}

/**
 * Somebody by the document in the hand of whoever types. Nothing of it is kept on the device, not even as a draft.
 * @param known who stands here still
 */
export function useDocumentInHand(known?: DocumentClaim): DocumentInHand {
  const [documentType, chooseType] = useState<DocumentType>(known?.documentType ?? 'residentId')
  const [name, typeName] = useState(known?.name ?? '')
  const [number, typeNumber] = useState(known?.number ?? '')
  const [wrong, setWrong] = useState<readonly PropertyKey[]>([])
  const typed = { documentType, name, number }
  const read = () => {
    const person = z.safeParse(DocumentClaim, typed)
    setWrong(person.success ? [] : person.error.issues.flatMap(({ path }) => path.slice(0, 1)))
    return person.success ? person.data : null
  }
  return { typed, chooseType, typeName, typeNumber, wrong, read }
}
