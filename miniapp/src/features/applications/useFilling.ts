import { isStale, seenOf, type ApplicationMaterial, type MaterialKind, type SubmitApplication } from '@zsb/shared/application'
import type { SoFar } from '@zsb/shared/form'
import { toCalendarDate } from '@zsb/shared/time'
import { useEffect, useRef, useState } from 'react'
import { serverNow } from '@/platform/clock'
import { forgetDraft } from '@/platform/draft'
import { useKeyFor } from '@/platform/key-for'
import { useOneAtATime } from '@/platform/one-at-a-time'
import { toApiError, type ApiError } from '@/platform/request'
import { scrollToTop } from '@/platform/scroll'
import { showField } from '@/platform/show-field'
import {
  answersToSend,
  chosenAtFirst,
  materialsToSend,
  notEntitled,
  readFilled,
  refusalsLeft,
  stillMissing,
  type Chosen,
  type Files,
  type Refusal,
} from './apply.flow'
import type { Fillable, FillingApi } from './fillable'
import { useSendingCodes } from './sendings'
import { contestedToSend, forgetContested, useContested } from './useContested'
import { forgetChosen, useChosen } from './useChosen'
import { forgetLater, useLater } from './useLater'
import { useDraftSaving, versionsOf, type DraftSaving } from './useDraftSaving'
import { useLeft } from './useLeft'

export interface Filling<V extends Fillable = Fillable> {
  saving: DraftSaving<V>
  read: SoFar
  /** Refusals that are shown by now: of fields that were left, or of all once it was to be handed in. */
  refusals: readonly Refusal[]
  missing: readonly ApplicationMaterial[]
  /** Conditions of the item that are not met. */
  barred: readonly { refusal: { zh: string; en: string } }[]
  /** Everything wrong is shown: it was to be handed in. */
  judged: boolean
  chosen: Chosen
  /** Codes of materials that are to follow 容缺. */
  later: readonly string[]
  /** What he says is wrong with values from elsewhere 信息有误, by field; an empty text takes it back. */
  contested: Readonly<Record<string, string>>
  contest: (code: string, says: string) => void
  files: Files
  /** Materials and fields of which a file is still on its way. */
  onTheWay: readonly string[]
  checking: boolean
  working: boolean
  problem: ApiError | null
  fill: (code: string, value: unknown) => void
  /** A field was left, or one part of it. */
  leave: (code: string, part?: string) => void
  removeRow: (code: string, row: number) => void
  choose: (code: string, kind: MaterialKind) => void
  /** It is to follow: the commitment was agreed to. */
  postpone: (code: string) => void
  keepFiles: (code: string, ids: readonly string[]) => void
  /** On to the sum-up, or to the first thing that is wrong. */
  check: () => void
  back: () => void
  submit: () => Promise<void>
}

/** Where on the screen a refusal stands; one of the whole form stands above it. */
function placeOf({ pointer }: Refusal): string {
  if (pointer === '') return 'apply-problem'
  const [, first, second] = pointer.split('/')
  return first === 'materials' && second ? `material-${second}` : `field-${first ?? ''}`
}

const fieldOf = ({ pointer }: Refusal): string => pointer.split('/')[1] ?? ''

/** What was chosen for a case that was handed in from elsewhere. */
export function forgetFilling(application: Pick<Fillable, 'id'>): void {
  forgetDraft(`apply.${application.id}`)
  for (const status of ['draft', 'supplementing'] as const) forgetChosen({ id: application.id, status })
  forgetLater(application)
  forgetContested(application)
}

/** A form from its first letter until it is handed in. */
export function useFilling<V extends Fillable>(first: V, { api, onDone }: { api: FillingApi<V>; onDone: (view: V) => void }): Filling<V> {
  const saving = useDraftSaving(first, api)
  const { view, filled } = saving
  const [judged, judge] = useState(false)
  const [refused, setRefused] = useState<readonly Refusal[]>([])
  const { chosen: ways, choose, files, keepFiles } = useChosen({ ...view, status: first.status }, chosenAtFirst(view.materials))
  const onTheWay = useSendingCodes(first.id)
  const [checking, setChecking] = useState(false)
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<ApiError | null>(null)
  const [place, jump] = useState<{ id: string } | null>(null)
  const later = useLater(saving.view)
  const { says, contest } = useContested(saving.view, api)
  const chosen: Chosen = Object.fromEntries(Object.entries(ways).filter(([code]) => !later.codes.includes(code)))
  const keyFor = useKeyFor()
  const oneAtATime = useOneAtATime()
  useEffect(() => {
    if (place) showField(place.id)
  }, [place])
  const under = versionsOf(view)
  const summedUp = useRef(under)
  useEffect(() => {
    if (summedUp.current === under) return
    // Another version holds: it is opened anew, and nothing of it is summed up yet.
    summedUp.current = under
    setChecking(false)
    judge(false)
    jump({ id: 'carried' })
  }, [under])
  const read = readFilled(view, filled, toCalendarDate(serverNow()))
  const missing = stillMissing(view.materials, chosen, files).filter(({ code }) => !later.codes.includes(code))
  const barred = notEntitled(view, read)

  const wrongPlace = (): string | null => {
    const code = read.asked.find((each) => read.problems.some((refusal) => fieldOf(refusal) === each))
    if (code) return `field-${code}`
    if (missing[0]) return `material-${missing[0].code}`
    const sending = onTheWay[0]
    if (sending) return view.materials.some((material) => material.code === sending) ? `material-${sending}` : `field-${sending}`
    return barred.length > 0 ? 'not-entitled' : null
  }
  const fill = (code: string, value: unknown) => {
    saving.fill(code, value)
    setRefused((known) => known.filter((each) => fieldOf(each) !== code))
  }
  const { left, leave, removeRow } = useLeft(filled, fill)
  const forgive = (code: string) => setRefused((known) => known.filter(({ pointer }) => pointer !== `/materials/${code}`))
  const check = () => {
    judge(true)
    setProblem(null)
    const wrong = wrongPlace()
    if (wrong) return jump({ id: wrong })
    setChecking(true)
    scrollToTop()
  }
  const refuse = async (error: ApiError) => {
    // What the server has now stands on the form already: nothing is to be refreshed, only looked at again.
    if (isStale(error) && (await saving.catchUp())) {
      setChecking(false)
      return jump((known) => (known?.id === 'carried' ? known : { id: 'changed-elsewhere' }))
    }
    const fields = error.fields.map(({ pointer, zh, en }) => ({ pointer: pointer.replace(/^\/answers/, ''), zh, en }))
    setProblem(error)
    setRefused(fields)
    if (!fields[0]) return
    setChecking(false)
    jump({ id: placeOf(fields[0]) })
  }
  const submitOne = async () => {
    setProblem(null)
    setWorking(true)
    try {
      const done = await saving.alone(async (now) => {
        const promised = now.gapOffer && later.codes.length > 0 ? { later: { materials: [...later.codes], commitment: now.gapOffer.version } } : {}
        const body: SubmitApplication = {
          version: now.version,
          seen: seenOf(now),
          answers: answersToSend(now, filled, read),
          materials: materialsToSend(chosen, files),
          ...promised,
          ...contestedToSend(says),
        }
        const handedIn = await api.submit({ id: now.id, body, key: keyFor(body) })
        if (!api.atCounter) {
          saving.forget()
          forgetChosen(first)
          forgetLater(first)
          forgetContested(first)
        }
        return handedIn
      })
      onDone(done)
    } catch (cause) {
      await refuse(toApiError(cause))
    } finally {
      setWorking(false)
    }
  }
  return {
    saving,
    read,
    refusals: [...refused, ...(judged ? read.problems : refusalsLeft(read.problems, left))],
    missing,
    barred,
    judged,
    chosen,
    later: later.codes,
    contested: says,
    contest: (code, text) => {
      contest(code, text)
      setRefused((known) => known.filter((each) => fieldOf(each) !== code))
    },
    files,
    onTheWay,
    checking,
    working,
    problem,
    fill,
    leave,
    removeRow,
    choose: (code, kind) => {
      later.drop(code)
      choose(code, kind)
      forgive(code)
    },
    postpone: (code) => {
      later.put(code)
      forgive(code)
    },
    keepFiles: (code, ids) => {
      keepFiles(code, ids)
      forgive(code)
    },
    check,
    back: () => {
      setChecking(false)
      scrollToTop()
    },
    submit: () => oneAtATime(submitOne),
  }
}
