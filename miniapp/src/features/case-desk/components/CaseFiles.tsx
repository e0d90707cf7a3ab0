import { View } from '@tarojs/components'
import type { CaseUpload } from '@zsb/shared/upload'
import { useEffect, useState } from 'react'
import { useCopy } from '@/platform/copy'
import { openPicture, pictureAddress } from '@/platform/open-file'
import { toApiError, type ApiError } from '@/platform/request'
import { Button, ErrorState, Picture, Pressable, Skeleton } from '@/ui'
import { fetchUploadPage } from '../api'
import { filesCopy } from '../files-copy'

interface Props {
  /** Of which case. */
  caseId: string
  id: string
  /** What they were handed in for. */
  name: string
  uploads: readonly CaseUpload[]
}

/** 上传的材料: small beside each other; one is opened large, turned and paged through. Each page that is opened is on record. */
export function CaseFiles({ caseId, id, name, uploads }: Props) {
  const words = useCopy(filesCopy)
  const [opened, open] = useState<number | null>(null)
  /** As it stands below the picture, and in its name. */
  const fileOf = (i: number): string => {
    const { kind, pages } = uploads[i]!
    return kind === 'pdf' ? words.pdf({ number: i + 1, pages }) : words.photo(i + 1)
  }
  const upload = opened === null ? undefined : uploads[opened]
  if (uploads.length === 0) return <View className="t-note">{words.erased}</View>
  return (
    <View id={id} className="l-stack-tight">
      <View className="z-case-files">
        {uploads.map(({ id: uploadId, thumb }, i) => (
          <Pressable
            key={uploadId}
            id={`${id}-${i + 1}`}
            className="z-case-thumb"
            label={words.open({ name, file: fileOf(i) })}
            expanded={opened === i}
            onPress={() => open(opened === i ? null : i)}
          >
            <Picture className="z-case-thumb-picture" src={`data:image/jpeg;base64,${thumb}`} label="" shape="fill" />
            <View className="t-note">{fileOf(i)}</View>
          </Pressable>
        ))}
      </View>
      {upload && opened !== null ? (
        <CaseFile
          key={upload.id}
          caseId={caseId}
          id={`${id}-open`}
          label={words.one({ name, number: opened + 1 })}
          upload={upload}
          onClose={() => open(null)}
        />
      ) : null}
    </View>
  )
}

interface FileProps {
  caseId: string
  id: string
  label: string
  upload: CaseUpload
  onClose: () => void
}

function CaseFile({ caseId, id, label, upload: { id: uploadId, pages }, onClose }: FileProps) {
  const words = useCopy(filesCopy)
  const [no, turnTo] = useState(0)
  /** Quarter turns. */
  const [turns, turn] = useState(0)
  const [shown, show] = useState<{ no: number; address: string } | null>(null)
  const [error, fail] = useState<ApiError | null>(null)
  useEffect(() => {
    if (error) return undefined
    let left = false
    const fetched = fetchUploadPage({ id: caseId, uploadId, no }).then(pictureAddress)
    fetched.then(
      (address) => !left && show({ no, address }),
      (cause: unknown) => !left && fail(toApiError(cause)),
    )
    return () => {
      left = true
    }
  }, [caseId, uploadId, no, error])
  const address = shown?.no === no ? shown.address : null
  const go = (to: number) => {
    turn(0)
    turnTo(to)
  }
  return (
    <View id={id} className="l-stack-tight">
      <View className="l-row l-wrap">
        {pages > 1 ? <View className="t-note t-num">{words.page({ page: no + 1, pages })}</View> : null}
        {no > 0 ? (
          <Button id={`${id}-before`} kind="quiet" small narrow icon="chevron-left" onPress={() => go(no - 1)}>
            {words.before}
          </Button>
        ) : null}
        {no + 1 < pages ? (
          <Button id={`${id}-next`} kind="quiet" small narrow icon="chevron-right" onPress={() => go(no + 1)}>
            {words.next}
          </Button>
        ) : null}
        <Button id={`${id}-turn`} kind="quiet" small narrow icon="refresh-cw" onPress={() => turn(turns + 1)}>
          {words.turn}
        </Button>
        {address ? (
          <Button id={`${id}-enlarge`} kind="quiet" small narrow icon="search" onPress={() => void openPicture(address)}>
            {words.enlarge}
          </Button>
        ) : null}
        <Button id={`${id}-close`} kind="quiet" small narrow icon="x" onPress={onClose}>
          {words.close}
        </Button>
      </View>
      {error ? (
        <ErrorState error={error} onRetry={async () => fail(null)} />
      ) : address ? (
        <View className="z-case-large">
          <Picture id={`${id}-picture`} className="z-case-picture" style={{ transform: `rotate(${turns * 90}deg)` }} src={address} label={label} />
        </View>
      ) : (
        <Skeleton rows={2} />
      )}
    </View>
  )
}
