import { View } from '@tarojs/components'
import { HealthColour, LONGEST_OVERRIDE_DAYS } from '@zsb/shared/health-code'
import { useCopy, usePick } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { useHandIn } from '@/platform/hand-in'
import { Banner, Button, Card, ChipChoice, Field, FieldFrame, Heading } from '@/ui'
import { overrideCopy } from '../override-copy'
import { EMPTY_OVERRIDE, handInOverride, toOverride, wrongPlaces, type Typed } from '../overrides'

/** Place in what is sent → the field it was typed in. */
const FIELD_OF: Record<string, keyof Typed> = {
  'basis/number': 'appeal',
  'basis/rule': 'rule',
  'basis/document/number': 'number',
  colour: 'colour',
  endsOn: 'endsOn',
  reason: 'reason',
}

/** 提出人工变更: on an appeal, or on a rule with the document of the person; in force once a second person has signed it. */
export function OverrideForm({ appeal, onSent, onLeave }: { appeal: string; onSent: () => void; onLeave: () => void }) {
  const words = useCopy(overrideCopy)
  const pick = usePick()
  // What staff write about people is never kept on the device (R30).
  const { typed, type, clear } = useDraft(
    `health-override.${appeal}`,
    { ...EMPTY_OVERRIDE, appeal },
    { memoryOnly: ['appeal', 'rule', 'number', 'colour', 'endsOn', 'reason'], saved: words.draftKept },
  )
  const { judged, working, problem, send } = useHandIn(handInOverride, () => {
    clear()
    onSent()
  })
  const body = toOverride(typed)
  const places = wrongPlaces(body)
  const wrong = judged ? places.flatMap((place) => FIELD_OF[place] ?? []) : []
  const errorOf = (field: keyof Typed) => (wrong.includes(field) ? words.wrong[field] : undefined)
  const field = (name: keyof Typed, more: { label: string; help?: string; maxLength: number; lines?: boolean }) => (
    <Field id={`override-${name}`} value={typed[name]} onChange={type(name)} error={errorOf(name)} {...more} />
  )
  return (
    <Card id="override-form" className="z-narrow">
      <View className="l-stack">
        <Heading level={2} className="t-title">
          {words.begin}
        </Heading>
        {field('appeal', { label: words.appeal, help: words.appealHelp, maxLength: 24 })}
        {typed.appeal === '' ? (
          <>
            {field('rule', { label: words.rule, help: words.ruleHelp, maxLength: 40 })}
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
        {problem ? (
          <Banner tone="bad" live>
            {pick(problem)}
          </Banner>
        ) : null}
        <Button id="send-override" onPress={() => void send(places.length === 0 ? body : null)} loading={working}>
          {words.send}
        </Button>
        <Button id="leave-override" kind="plain" onPress={onLeave}>
          {words.leave}
        </Button>
      </View>
    </Card>
  )
}
