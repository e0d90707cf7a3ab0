import { View } from '@tarojs/components'
import { useCopy } from '@/platform/copy'
import { formatTimeExact } from '@/platform/copy/dates'
import { Button, Card, Heading, Picture, StatusChip, VerdictPanel } from '@/ui'
import { DOOR_LOOK, lookOf, type Shown } from '../door.flow'
import { guardCopy } from '../guard-copy'

/** What a guard is told: the colour with its word and icon, whose it is, and never why; without network what the phone can say, and that it said so. */
export function Verdict({ verdict, onNext }: { verdict: Shown; onNext: () => void }) {
  const words = useCopy(guardCopy)
  const look = lookOf(verdict)
  const { tone, icon } = DOOR_LOOK[look]
  const { word, why } = words.said[look]
  const { photo, printed, repeated } = verdict.verdict === 'colour' ? verdict : { photo: null, printed: false, repeated: false }
  return (
    <View className="l-stack" id={`door-${look}`}>
      <VerdictPanel tone={tone} icon={icon} word={word} reason={why} aside={formatTimeExact(verdict.checkedAt)} />
      {verdict.by === 'phone' ? (
        <View className="l-row" id="door-by-phone">
          <StatusChip tone="warn" word={words.byPhone} />
          <View className="t-note t-num">{formatTimeExact(verdict.checkedAt)}</View>
        </View>
      ) : null}
      {'nameMasked' in verdict ? (
        <Card>
          <View className="l-row">
            {photo === null ? null : <Picture src={photo} label={words.photo} className="z-door-photo" />}
            <View className="l-grow">
              <Heading level={2} className="t-title">
                {verdict.nameMasked}
              </Heading>
              <View className="t-note t-num">{formatTimeExact(verdict.checkedAt)}</View>
              {printed ? <View className="t-note">{words.paper}</View> : photo === null ? null : <View className="t-note">{words.photo}</View>}
              {repeated ? <View className="t-note">{words.repeated}</View> : null}
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
