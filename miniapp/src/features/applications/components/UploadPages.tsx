import { View } from '@tarojs/components'
import type { UploadView } from '@zsb/shared/upload'
import { useEffect, useState } from 'react'
import { useCopy } from '@/platform/copy'
import { pictureAddress } from '@/platform/open-file'
import { toApiError, type ApiError } from '@/platform/request'
import { ErrorState, Picture, Skeleton } from '@/ui'
import { useUploadApi, type UploadApi } from '../upload-api'
import { uploadCopy } from '../upload-copy'

interface Shown {
  address: string
  width: number
  height: number
}
async function showPicture(api: UploadApi, page: Parameters<UploadApi['picture']>[0]): Promise<Shown> {
  const { width, height, ...picture } = await api.picture(page)
  return { width, height, address: await pictureAddress(picture) }
}

interface Props {
  upload: Pick<UploadView, 'id' | 'pages'>
  number: number
  /** The case it was handed in with. */
  caseId?: string | undefined
}

/** The pages of a file, large, one after the other as they come. */
export function UploadPages({ upload: { id, pages }, number, caseId }: Props) {
  const words = useCopy(uploadCopy)
  const api = useUploadApi()
  const [shown, show] = useState<readonly Shown[]>([])
  const [error, fail] = useState<ApiError | null>(null)
  const next = shown.length
  useEffect(() => {
    if (next >= pages || error) return undefined
    let left = false
    showPicture(api, { id, no: next, caseId }).then(
      (picture) => !left && show((before) => [...before, picture]),
      (cause: unknown) => !left && fail(toApiError(cause)),
    )
    return () => {
      left = true
    }
  }, [api, id, caseId, pages, next, error])
  return (
    <View className="l-stack-tight">
      {shown.map(({ address, width, height }, no) => (
        <Picture
          key={no}
          className="z-file-page"
          style={{ aspectRatio: `${width} / ${height}` }}
          src={address}
          label={words.page({ number, page: no + 1, pages })}
        />
      ))}
      {error ? <ErrorState error={error} onRetry={async () => fail(null)} /> : next < pages ? <Skeleton rows={1} /> : null}
    </View>
  )
}
