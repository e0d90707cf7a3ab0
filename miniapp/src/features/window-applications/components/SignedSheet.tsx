import { useMemo } from 'react'
import { ALLOWED_IN_FORM } from '@zsb/shared/upload'
import { placeOf, UploadBox, uploadsAt, UploadsProvider } from '@/features/applications'
import { FieldFrame } from '@/ui'
import { uploadsPath } from '../api'

interface Props {
  /** What is in hand: its scans are the applicant's. */
  caseId: string
  /** Name of the box on the page, and under what it is scanned. */
  id: string
  code: string
  label: string
  help: string
  optional?: boolean
  ids: readonly string[]
  onChange: (ids: readonly string[]) => void
}

/** A long form is printed on several. */
const SHEET_PAGES = 4

/** A sheet that was printed and signed, as it is scanned. */
export function SignedSheet({ caseId, id, code, label, help, optional = false, ids, onChange }: Props) {
  const uploads = useMemo(() => uploadsAt(uploadsPath(caseId)), [caseId])
  return (
    <UploadsProvider value={uploads}>
      <FieldFrame id={id} label={label} help={help} optional={optional} group>
        <UploadBox
          id={`${id}-files`}
          label={label}
          place={placeOf(caseId, code)}
          code={code}
          allowed={ALLOWED_IN_FORM}
          most={SHEET_PAGES}
          ids={ids}
          onChange={onChange}
        />
      </FieldFrame>
    </UploadsProvider>
  )
}
