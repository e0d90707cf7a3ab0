import { HealthColour, LONGEST_OVERRIDE_DAYS, OverrideRequest } from '@zsb/shared/health-code'
import { useCopy } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { useHandIn } from '@/platform/hand-in'
import { ChipChoice, Field, FieldFrame } from '@/ui'
import { DocumentTypeChoice } from '@/ui/document-in-hand'
import { overrideCopy } from '../override-copy'
import { EMPTY_OVERRIDE, handInOverride, OVERRIDES, toOverride, USUAL_DOCUMENT, type Typed } from '../overrides'
import { wrongPlaces } from '../handed-in'
import { HandInForm } from './HandInForm'
import type { Ends } from './HandInPage'

/** Place in what is sent → the field it was typed in. */
const FIELD_OF: Record<string, Exclude<keyof Typed, 'documentType'>> = {
  'basis/number': 'appeal',
  'basis/rule': 'rule',
  'basis/document/number': 'number',
  colour: 'colour',
  endsOn: 'endsOn',
  reason: 'reason',
}

/** 提出人工变更: on an appeal, or on a rule with the document of the person; in force once a second person has signed it. */
export function OverrideForm({ appeal, onSent, onLeave }: { appeal: string } & Ends) {
  const words = useCopy(overrideCopy)
  // What staff write about people is never kept on the device (R30).
  const { typed, type, clear } = useDraft(
    `health-override.${appeal}`,
    { ...EMPTY_OVERRIDE, appeal },
    { memoryOnly: Object.keys(EMPTY_OVERRIDE) as (keyof Typed)[], saved: words.draftKept },
  )
  const handIn = useHandIn(handInOverride, () => {
    clear()
    onSent()
  })
  const { judged } = handIn
  const body = toOverride(typed)
  const places = wrongPlaces(OverrideRequest, body)
  const wrong = judged ? places.flatMap((place) => FIELD_OF[place] ?? []) : []
  const errorOf = (field: keyof typeof words.wrong) => (wrong.includes(field) ? words.wrong[field] : undefined)
  const field = (name: keyof typeof words.wrong, more: { label: string; help?: string; maxLength: number; lines?: boolean }) => (
    <Field id={`override-${name}`} value={typed[name]} onChange={type(name)} error={errorOf(name)} {...more} />
  )
  return (
    <HandInForm name={OVERRIDES.name} words={words} handIn={handIn} body={places.length === 0 ? body : null} onLeave={onLeave}>
      {field('appeal', { label: words.appeal, help: words.appealHelp, maxLength: 24 })}
      {typed.appeal === '' ? (
        <>
          {field('rule', { label: words.rule, help: words.ruleHelp, maxLength: 40 })}
          <DocumentTypeChoice id="override-type" value={typed.documentType || USUAL_DOCUMENT} onChange={type('documentType')} />
          {field('number', { label: words.number, maxLength: 20 })}
        </>
      ) : null}
      <FieldFrame id="override-colour" label={words.colour} error={errorOf('colour')} group>
        <ChipChoice
          id="override-colour-choice"
          label={words.colour}
          options={HealthColour.options.map((colour) => ({ value: colour, label: words.colours[colour] }))}
          value={typed.colour || null}
          onChange={type('colour')}
        />
      </FieldFrame>
      {field('endsOn', { label: words.endsOn, help: words.endsOnHelp(LONGEST_OVERRIDE_DAYS), maxLength: 10 })}
      {field('reason', { label: words.reason, help: words.reasonHelp, maxLength: 500, lines: true })}
    </HandInForm>
  )
}
