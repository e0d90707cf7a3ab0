import type { ApplicationView } from '@zsb/shared/application'
import { useState } from 'react'
import { usePick } from '@/platform/copy'
import { Card, Heading } from '@/ui'
import { KeptRow } from './UploadRows'

/** 提交的材料: the files that were handed in for each material, whoever sent them, to be looked at. */
export function HandedInFiles({ application: { id: caseId, materials } }: { application: Pick<ApplicationView, 'id' | 'materials'> }) {
  const pick = usePick()
  const [opened, open] = useState<string | null>(null)
  return (
    <>
      {materials.map((material) =>
        material.uploads && material.uploads.length > 0 ? (
          <Card key={material.code} id={`handed-in-${material.code}`}>
            <Heading level={3}>{pick(material)}</Heading>
            {material.uploads.map((upload, i) => (
              <KeptRow
                key={upload.id}
                id={`handed-in-${material.code}`}
                upload={upload}
                number={i + 1}
                caseId={caseId}
                opened={opened === upload.id}
                onOpen={() => open(opened === upload.id ? null : upload.id)}
              />
            ))}
          </Card>
        ) : null,
      )}
    </>
  )
}
