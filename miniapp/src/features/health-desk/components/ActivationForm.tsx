import { ActivationRequest, LONGEST_ACTIVATION_DAYS } from '@zsb/shared/health-code'
import { REGIONS, regionName } from '@zsb/shared/region'
import { useCopy, usePick } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { useHandIn } from '@/platform/hand-in'
import { ChipChoice, Field, FieldFrame } from '@/ui'
import { ACTIVATIONS, EMPTY_ACTIVATION, handInActivation, toActivation, type Typed } from '../activation'
import { activationCopy } from '../activation-copy'
import { wrongPlaces } from '../handed-in'
import { HandInForm } from './HandInForm'
import type { Ends } from './HandInPage'

/** Place in what is sent → the field it was typed in. */
const FIELD_OF: Record<string, keyof Typed> = {
  documentNumber: 'documentNumber',
  'authority/zh': 'authority',
  'authority/en': 'authorityEn',
  area: 'area',
  'purpose/zh': 'purpose',
  'purpose/en': 'purposeEn',
  endsOn: 'endsOn',
  reason: 'reason',
}
const isField = (code: string): code is 'documentNumber' | 'area' | 'endsOn' | 'reason' => ['documentNumber', 'area', 'endsOn', 'reason'].includes(code)

/** 启用申请: the document it rests on, for where, what for and until when; in force once a second person has signed it. */
export function ActivationForm({ onSent, onLeave }: Ends) {
  const words = useCopy(activationCopy)
  const pick = usePick()
  const { typed, type, clear } = useDraft('health-activation', EMPTY_ACTIVATION, { saved: words.draftKept })
  const handIn = useHandIn(handInActivation, () => {
    clear()
    onSent()
  })
  const { judged, problem } = handIn
  const body = toActivation(typed)
  const places = wrongPlaces(ActivationRequest, body)
  const wrong = judged ? places.flatMap((place) => FIELD_OF[place] ?? []) : []
  const errorOf = (field: keyof Typed): string | undefined => {
    const place = Object.keys(FIELD_OF).find((each) => FIELD_OF[each] === field)
    const refused = problem?.field(`/body/${place}`)
    if (refused) return pick(refused)
    if (!wrong.includes(field)) return undefined
    return isField(field) ? words.wrong[field] : words.wrong.words
  }
  const field = (name: keyof Typed, more: { label: string; help?: string; maxLength: number; lines?: boolean }) => (
    <Field id={`activation-${name}`} value={typed[name]} onChange={type(name)} error={errorOf(name)} {...more} />
  )
  return (
    <HandInForm name={ACTIVATIONS.name} words={words} handIn={handIn} body={places.length === 0 ? body : null} onLeave={onLeave}>
      {field('documentNumber', { label: words.number, help: words.numberHelp, maxLength: 40 })}
      {field('authority', { label: words.authority, maxLength: 200 })}
      {field('authorityEn', { label: words.authorityEn, maxLength: 200 })}
      <FieldFrame id="activation-area" label={words.area} error={errorOf('area')} group>
        <ChipChoice
          id="activation-area-choice"
          label={words.area}
          options={REGIONS.map(({ code }) => ({ value: code, label: pick(regionName(code) ?? { zh: code }) }))}
          value={typed.area || null}
          onChange={type('area')}
        />
      </FieldFrame>
      {field('purpose', { label: words.purpose, help: words.purposeHelp, maxLength: 200, lines: true })}
      {field('purposeEn', { label: words.purposeEn, maxLength: 200, lines: true })}
      {field('endsOn', { label: words.endsOn, help: words.endsOnHelp(LONGEST_ACTIVATION_DAYS), maxLength: 10 })}
      {field('reason', { label: words.reason, help: words.reasonHelp, maxLength: 500, lines: true })}
    </HandInForm>
  )
}
