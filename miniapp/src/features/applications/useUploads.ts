import { isAllowed, UPLOAD_LIMITS, type UploadAllowed, type UploadList, type UploadView } from '@zsb/shared/upload'
import { useEffect, useRef, useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { pickFiles, type PickFrom } from '@/platform/pick-file'
import { toApiError } from '@/platform/request'
import { refreshResources, useResource } from '@/platform/resource'
import { giveBack, noteDeleted, refusalOf, sendAgain, startSending, useFresh, useSendings, useUnfinished, type Sending } from './sendings'
import { earlierSchema, useUploadApi } from './upload-api'
import { uploadCopy } from './upload-copy'

export interface UploadsOf {
  /** Where files on their way are kept, `placeOf`. */
  place: string
  /** The material, or the field of a form. */
  code: string
  allowed: UploadAllowed
  /** Most files; fewer where a field says so. */
  most?: number
  ids: readonly string[]
  onChange: (ids: string[]) => void
}

/** The files of a material or field: those there, those on their way, and those sent before that could be used again. */
export function useUploads({ place, code, allowed, most = UPLOAD_LIMITS.perMaterial, ids, onChange }: UploadsOf) {
  const words = useCopy(uploadCopy)
  const pick = usePick()
  const api = useUploadApi()
  const sendings = useSendings(place)
  const known = useResource<UploadList>(api.earlierPath(code), { schema: earlierSchema })
  const [said, say] = useState('')
  const latest = useRef(ids)
  latest.current = ids
  const all = useFresh({ material: code, listed: known.data?.items ?? [], base: api.base })
  const kept = ids.flatMap((each) => all.find((upload) => upload.id === each) ?? [])
  const room = most - kept.length - sendings.length
  const set = (next: string[]) => {
    latest.current = next
    onChange(next)
  }
  const take = (upload: UploadView) => {
    if (!latest.current.includes(upload.id)) set([...latest.current, upload.id])
    void refreshResources(api.earlierPath(code))
  }
  // Kept with the draft, and forgotten by the server since: it is to be sent again.
  const gone = known.data?.next === null && !known.refreshing ? ids.filter((each) => !all.some((upload) => upload.id === each)).join(' ') : ''
  const forgetting = useRef(set)
  forgetting.current = set
  useEffect(() => {
    if (gone) forgetting.current(latest.current.filter((each) => !gone.includes(each)))
  }, [gone])

  const add = async (from: PickFrom) => {
    say('')
    try {
      for (const file of await pickFiles({ from, most: room, withPdf: allowed.formats.includes('pdf') })) {
        const refusal = await refusalOf(file, allowed)
        if (refusal) say(pick(refusal))
        else startSending({ place, api, material: code, file, onDone: take })
      }
    } catch {
      say(words.notAllowed)
    }
  }
  const remove = async (upload: UploadView) => {
    say('')
    set(ids.filter((each) => each !== upload.id))
    // One that belongs to a case stays there; here it is only not used.
    if (upload.handedIn) return
    try {
      await api.remove(upload.id)
      noteDeleted(upload.id)
      await refreshResources(api.earlierPath(code))
    } catch (cause) {
      const error = toApiError(cause)
      if (error.code !== 'NOT_FOUND') say(pick(error))
    }
  }
  return {
    kept,
    sendings,
    /** On their way when the app was closed. */
    unfinished: useUnfinished(code, api),
    earlier: all.filter((each) => !ids.includes(each.id) && each.kind !== null && isAllowed(each.kind, allowed.formats)),
    /** How many more there may be. */
    room,
    most,
    /** What is wrong; '' while nothing is. */
    said,
    add,
    take,
    remove,
    /** One from before the app was closed is not sent after all. */
    forget: (uploadId: string) => giveBack(api, uploadId),
    again: (sending: Sending) => sendAgain(sending, { material: code, onDone: take }),
  }
}
