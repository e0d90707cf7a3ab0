import { SunsetRequest } from '@zsb/shared/health-code'
import { useCopy, usePick } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { useHandIn } from '@/platform/hand-in'
import { Field } from '@/ui'
import { EMPTY_SUNSET, handInSunset, SUNSETS, toSunset, type Typed } from '../sunset'
import { sunsetCopy } from '../sunset-copy'
import { wrongPlaces } from '../handed-in'
import { HandInForm } from './HandInForm'
import type { Ends } from './HandInPage'

/** 停用申请: the document it rests on, and a word for whoever signs. */
export function SunsetForm({ onSent, onLeave }: Ends) {
  const words = useCopy(sunsetCopy)
  const pick = usePick()
  const { typed, type, clear } = useDraft('health-sunset', EMPTY_SUNSET, { saved: words.draftKept })
  const handIn = useHandIn(handInSunset, () => {
    clear()
    onSent()
  })
  const { judged, problem } = handIn
  const body = toSunset(typed)
  const wrong = wrongPlaces(SunsetRequest, body)
  const field = (name: keyof Typed, more: { label: string; help: string; maxLength: number; lines?: boolean }) => {
    const refused = problem?.field(`/body/${name}`)
    const error = refused ? pick(refused) : judged && wrong.includes(name) ? words.wrong[name] : undefined
    return <Field id={`sunset-${name}`} value={typed[name]} onChange={type(name)} error={error} {...more} />
  }
  return (
    <HandInForm name={SUNSETS.name} words={words} handIn={handIn} body={wrong.length === 0 ? body : null} onLeave={onLeave}>
      {field('documentNumber', { label: words.number, help: words.numberHelp, maxLength: 40 })}
      {field('reason', { label: words.reason, help: words.reasonHelp, maxLength: 500, lines: true })}
    </HandInForm>
  )
}
