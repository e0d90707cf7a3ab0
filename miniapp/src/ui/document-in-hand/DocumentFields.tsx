import type { DocumentType } from '@zsb/shared/identity'
import { useEffect } from 'react'
import { useCopy } from '@/platform/copy'
import { documentCopy } from '@/platform/copy/documents'
import { showField } from '@/platform/show-field'
import { ChipChoice } from '../choices'
import { Field } from '../Field'
import { FieldFrame } from '../FieldFrame'
import { documentInHandCopy } from './copy'
import type { DocumentInHand } from './useDocumentInHand'

const TYPES: readonly DocumentType[] = ['residentId', 'hongKongMacauResidencePermit', 'taiwanResidencePermit', 'foreignPermanentResidentId', 'passport']

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
  const documents = useCopy(documentCopy)
  useEffect(() => {
    if (wrong.length > 0) showField(`${id}-${wrong.includes('name') ? 'name' : 'number'}`)
  }, [id, wrong])
  return (
    <>
      <FieldFrame id={`${id}-type`} label={words.documentType} group>
        <ChipChoice
          id={`${id}-type-choice`}
          label={words.documentType}
          options={TYPES.map((each) => ({ value: each, label: documents[each] }))}
          value={typed.documentType}
          onChange={chooseType}
        />
      </FieldFrame>
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
