import { HEAD_BYTES, refuseBeforeSending, type UploadAllowed, type UploadView } from '@zsb/shared/upload'
import { create } from 'zustand'
import { useNetwork } from '@/platform/network'
import { serverNow } from '@/platform/clock'
import { forgetPreview, type PickedFile } from '@/platform/pick-file'
import { createUniqueName } from '@/platform/random'
import { toApiError, type ApiError } from '@/platform/request'
import { onSignOut, useSession } from '@/platform/session'
import { sendFile, SendingStopped, type SendingStage } from './send-file'
import { fingerprintOf, forgetUnfinished, listUnfinished, noteUnfinished, type Unfinished } from './unfinished'
import type { UploadApi } from './upload-api'

/** A file on its way. */
export interface Sending {
  key: string
  /** The material of which case it is for. */
  place: string
  api: UploadApi
  file: PickedFile
  /** What the server calls it; null until it is begun. */
  uploadId: string | null
  stage: SendingStage | 'failed'
  percent: number
  error: ApiError | null
}

interface Store {
  all: readonly Sending[]
  /** What came since the lists of the server were asked for, and what was deleted. */
  came: readonly { upload: UploadView; subjectId: string | undefined; base: string }[]
  deleted: readonly string[]
  /** How often what this phone remembers of unfinished files was changed. */
  noted: number
}
/** Whose files are at hand: a mother's are not her child's. */
const subjectOf = ({ subject }: Pick<ReturnType<typeof useSession.getState>, 'subject'>) => subject?.subjectId
const NOTHING: Store = { all: [], came: [], deleted: [], noted: 0 }

/** Files on their way outlive the part of the page that shows them: going on to the sum-up and back loses none. */
const useStore = create<Store>(() => NOTHING)
const change = (key: string, over: Partial<Sending>) =>
  useStore.setState(({ all }) => ({ all: all.map((each) => (each.key === key ? { ...each, ...over } : each)) }))
const find = (key: string) => useStore.getState().all.find((each) => each.key === key)
const without =
  (key: string) =>
  ({ all }: Store) => ({ all: all.filter((each) => each.key !== key) })
function drop(key: string): void {
  const gone = find(key)
  if (gone) forgetPreview(gone.file)
  useStore.setState(without(key))
}
onSignOut(() => {
  useStore.getState().all.forEach(({ file }) => forgetPreview(file))
  useStore.setState(NOTHING)
})

export const placeOf = (applicationId: string, code: string): string => `${applicationId}/${code}`
export const useSendings = (place: string): Sending[] => useStore(({ all }) => all).filter((each) => each.place === place)
/** A list of the server as it is by now: what came stands first, what was deleted is gone. */
export function useFresh({ material, listed, base }: { material: string; listed: readonly UploadView[]; base: string }): UploadView[] {
  const { came, deleted } = useStore()
  const subjectId = useSession(subjectOf)
  const fresh = came.flatMap((each) => (each.base === base && each.subjectId === subjectId && each.upload.material === material ? [each.upload] : []))
  return [...fresh, ...listed.filter(({ id }) => !fresh.some((one) => one.id === id))].filter(({ id }) => !deleted.includes(id))
}
export const noteDeleted = (id: string): void => useStore.setState(({ deleted }) => ({ deleted: [...deleted, id] }))
/** The materials and fields of a case of which something is still on its way. */
export const useSendingCodes = (applicationId: string): string[] =>
  useStore(({ all }) => all).flatMap(({ place, stage }) =>
    place.startsWith(`${applicationId}/`) && stage !== 'failed' ? [place.slice(applicationId.length + 1)] : [],
  )

const PAUSES_MS = [1_000, 2_000, 5_000, 10_000]

/** The network is back, or a while has passed: not every phone tells of either. Never before the server said, `seconds` from now. */
export function whenBack(tries: number, seconds = 0): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(done, Math.max(PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)]!, seconds * 1_000))
    const stop = useNetwork.subscribe(({ online }, before) => {
      if (online && !before.online && seconds === 0) done()
    })
  })
}

/** Why a chosen file is not sent at all; null when it is. */
export async function refusalOf(file: PickedFile, allowed: UploadAllowed): Promise<{ zh: string; en: string } | null> {
  const head = file.sizeBytes === 0 ? new Uint8Array(0) : await file.read(0, Math.min(HEAD_BYTES, file.sizeBytes))
  return refuseBeforeSending({ head, sizeBytes: file.sizeBytes, allowed })
}

interface Start {
  place: string
  /** Where it goes. */
  api: UploadApi
  material: string
  file: PickedFile
  onDone: (upload: UploadView) => void
}

/** Sends a file; it stands among those on their way until it is done or dropped. */
export function startSending({ place, api, material, file, onDone }: Start): void {
  const key = createUniqueName()
  useStore.setState(({ all }) => ({ all: [...all, { key, place, api, file, uploadId: null, stage: 'sending', percent: 0, error: null }] }))
  void run({ key, api, material, file, onDone })
}

async function run({ key, api, material, file, onDone }: Omit<Start, 'place'> & { key: string }): Promise<void> {
  const subjectId = subjectOf(useSession.getState())
  try {
    const print = await fingerprintOf(file)
    const begun = (api.remembers ? listUnfinished() : []).find((each) => each.material === material && each.print === print && !isOnItsWay(each.id))
    const done = await sendFile({
      file,
      material,
      begun: begun?.id ?? null,
      api,
      tell: (stage, percent) => change(key, { stage, percent, error: null }),
      onBegun: (uploadId) => {
        if (!find(key)) return giveBack(api, uploadId)
        change(key, { uploadId })
        if (!api.remembers) return
        note(() => noteUnfinished({ id: uploadId, material, sizeBytes: file.sizeBytes, print, begunAt: begun?.begunAt ?? serverNow().toISOString() }))
      },
      whenBack,
      isGone: () => !find(key),
    })
    if (!find(key)) return
    note(() => forgetUnfinished(done.id))
    forgetPreview(file)
    // One change: it is never neither on its way nor there.
    useStore.setState((store) => ({ ...without(key)(store), came: [{ upload: done, subjectId, base: api.base }, ...store.came] }))
    onDone(done)
  } catch (cause) {
    if (cause instanceof SendingStopped) return
    // It does not go on by itself any more: again is from the start.
    const uploadId = find(key)?.uploadId
    if (uploadId) note(() => forgetUnfinished(uploadId))
    change(key, { stage: 'failed', error: toApiError(cause) })
  }
}

const isOnItsWay = (uploadId: string): boolean => useStore.getState().all.some((each) => each.uploadId === uploadId)
function note(work: () => void): void {
  work()
  useStore.setState(({ noted }) => ({ noted: noted + 1 }))
}

/** Nobody needs to hear of it when it does not come through: the server forgets it in a day. */
export function giveBack(api: UploadApi, uploadId: string): void {
  note(() => forgetUnfinished(uploadId))
  void api.remove(uploadId).catch(() => undefined)
}

/** Files for a material that were on their way when the app was closed: chosen again they go on. */
export function useUnfinished(material: string, { remembers }: UploadApi): Unfinished[] {
  useStore(({ noted }) => noted)
  const all = useStore((store) => store.all)
  return (remembers ? listUnfinished() : []).filter((each) => each.material === material && !all.some(({ uploadId }) => uploadId === each.id))
}

/** Once more from the start: what the server has of it is given back. */
export function sendAgain({ key, place, api, file, uploadId }: Sending, { material, onDone }: Pick<Start, 'material' | 'onDone'>): void {
  useStore.setState(without(key))
  if (uploadId) giveBack(api, uploadId)
  startSending({ place, api, material, file, onDone })
}
/** 不传了. */
export function dropSending({ key, api }: Sending): void {
  const uploadId = find(key)?.uploadId
  drop(key)
  if (uploadId) giveBack(api, uploadId)
}
