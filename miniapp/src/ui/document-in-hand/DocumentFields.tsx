import { useEffect } from 'react'
import { useCopy } from '@/platform/copy'
import { showField } from '@/platform/show-field'
import { Field } from '../Field'
import { documentInHandCopy } from './copy'
import { DocumentTypeChoice } from './DocumentTypeChoice'
import type { DocumentInHand } from './useDocumentInHand'

interface Props {
  /** Ids on the screen begin with it: `<id>-type`, `<id>-name`, `<id>-number`. */
  id: string
  inHand: DocumentInHand
  /** What the server said of the number. */
  refused: string | undefined
}

/** Kind, name and number as on the document. */
export function DocumentFields({ id, inHand: { typed, chooseType, typeName, typeNumber, wrong }, refused }: Props) {
  const words = useCopy(documentInHandCopy)
  useEffect(() => {
    if (wrong.length > 0) showField(`${id}-${wrong.includes('name') ? 'name' : 'number'}`)
  }, [id, wrong])
  return (
    <>
      <DocumentTypeChoice id={`${id}-type`} value={typed.documentType} onChange={chooseType} />
      <Field
        id={`${id}-name`}
        label={words.name}
        maxLength={60}
        value={typed.name}
        onChange={typeName}
        error={wrong.includes('name') ? words.nameWrong : undefined}
      />
      <Field
        id={`${id}-number`}
        kind="idNumber"
        label={words.number}
        maxLength={24}
        value={typed.number}
        onChange={typeNumber}
        error={wrong.includes('number') ? words.numberWrong : refused}
      />
    </>
  )
}
