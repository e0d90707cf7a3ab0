import { View } from '@tarojs/components'
import type { ApplicationView } from '@zsb/shared/application'
import type { CaseUpload } from '@zsb/shared/upload'
import { useState } from 'react'
import { usePick } from '@/platform/copy'
import { Card, Heading } from '@/ui'
import { KeptRow } from './UploadRows'

/** Files of a case, each with what it is, to be opened one at a time. */
export function KeptFiles({ id, caseId, uploads }: { id: string; caseId?: string; uploads: readonly CaseUpload[] }) {
  const [opened, open] = useState<string | null>(null)
  return (
    <View id={id}>
      {uploads.map((upload, i) => (
        <KeptRow
          key={upload.id}
          id={id}
          upload={upload}
          number={i + 1}
          caseId={caseId}
          opened={opened === upload.id}
          onOpen={() => open(opened === upload.id ? null : upload.id)}
        />
      ))}
    </View>
  )
}

/** 提交的材料: the files that were handed in for each material, whoever sent them, to be looked at. */
export function HandedInFiles({ application: { id: caseId, materials } }: { application: Pick<ApplicationView, 'id' | 'materials'> }) {
  const pick = usePick()
  return (
    <>
      {materials.map((material) =>
        material.uploads && material.uploads.length > 0 ? (
          <Card key={material.code}>
            <Heading level={3}>{pick(material)}</Heading>
            <KeptFiles id={`handed-in-${material.code}`} caseId={caseId} uploads={material.uploads} />
          </Card>
        ) : null,
      )}
    </>
  )
}
