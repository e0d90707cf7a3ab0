import { View } from '@tarojs/components'
import type { DoorVerdict } from '@zsb/shared/health-code'
import { useCopy } from '@/platform/copy'
import { formatTimeExact } from '@/platform/copy/dates'
import { Button, Card, Heading, Picture, VerdictPanel } from '@/ui'
import { DOOR_LOOK, lookOf } from '../door.flow'
import { guardCopy } from '../guard-copy'

/** What a guard is told: the colour with its word and icon, whose it is, and never why. */
export function Verdict({ verdict, onNext }: { verdict: DoorVerdict; onNext: () => void }) {
  const words = useCopy(guardCopy)
  const look = lookOf(verdict)
  const { tone, icon } = DOOR_LOOK[look]
  const { word, why } = words.said[look]
  const photo = verdict.verdict === 'colour' ? verdict.photo : null
  return (
    <View className="l-stack" id={`door-${look}`}>
      <VerdictPanel tone={tone} icon={icon} word={word} reason={why} aside={formatTimeExact(verdict.checkedAt)} />
      {'nameMasked' in verdict ? (
        <Card>
          <View className="l-row">
            {photo === null ? null : <Picture src={photo} label={words.photo} className="z-door-photo" />}
            <View className="l-grow">
              <Heading level={2} className="t-title">
                {verdict.nameMasked}
              </Heading>
              <View className="t-note t-num">{formatTimeExact(verdict.checkedAt)}</View>
              {photo === null ? null : <View className="t-note">{words.photo}</View>}
              {verdict.verdict === 'colour' && verdict.repeated ? <View className="t-note">{words.repeated}</View> : null}
            </View>
          </View>
        </Card>
      ) : null}
      <Button id="door-next" icon="scan-line" onPress={onNext}>
        {words.next}
      </Button>
      <View className="t-note t-centre">{words.clears}</View>
    </View>
  )
}
