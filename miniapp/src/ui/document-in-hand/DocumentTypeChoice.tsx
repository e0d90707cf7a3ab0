import type { DocumentType } from '@zsb/shared/identity'
import { useCopy } from '@/platform/copy'
import { documentCopy } from '@/platform/copy/documents'
import { ChipChoice } from '../choices'
import { FieldFrame } from '../FieldFrame'
import { documentInHandCopy } from './copy'

const TYPES: readonly DocumentType[] = ['residentId', 'hongKongMacauResidencePermit', 'taiwanResidencePermit', 'foreignPermanentResidentId', 'passport']

/** What kind of document it is; ids on the screen: `<id>`, `<id>-choice`. */
export function DocumentTypeChoice({ id, value, onChange }: { id: string; value: DocumentType; onChange: (value: DocumentType) => void }) {
  const words = useCopy(documentInHandCopy)
  const documents = useCopy(documentCopy)
  return (
    <FieldFrame id={id} label={words.documentType} group>
      <ChipChoice
        id={`${id}-choice`}
        label={words.documentType}
        options={TYPES.map((each) => ({ value: each, label: documents[each] }))}
        value={value}
        onChange={onChange}
      />
    </FieldFrame>
  )
}
