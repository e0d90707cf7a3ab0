import { View } from '@tarojs/components'
import type { PlaceVisit } from '@zsb/shared/place'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick } from '@/platform/copy'
import { formatTime } from '@/platform/copy/dates'
import { goTo, replaceWith } from '@/platform/navigate'
import type { ApiError } from '@/platform/request'
import { Banner, Button, Card, EmptyState, Fact, Heading } from '@/ui'
import { visitCopy } from '../visit-copy'

export interface RecordedVisit {
  /** Null for oneself. */
  name: string | null
  visit: PlaceVisit
}

interface Props {
  visits: readonly [RecordedVisit, ...RecordedVisit[]]
  /** Why somebody else who was chosen was not. */
  problem: ApiError | null
}

/** What was recorded: where and when, and of each the colour to show. */
export function Recorded({ visits, problem }: Props) {
  const words = useCopy(visitCopy)
  const pick = usePick()
  const [{ visit: first }] = visits
  const colourOf = ({ colour }: PlaceVisit) => (colour === null ? words.noColour : words.colours[colour])
  return (
    <View id="visit-done">
      <EmptyState icon="circle-check" title={words.done} sentence={visits.every(({ visit }) => visit.repeated) ? words.repeated : undefined}>
        {problem ? (
          <View id="visit-not-all">
            <Banner tone="bad" live>
              {words.notAll(pick(problem))}
            </Banner>
          </View>
        ) : null}
        <Card>
          <Heading level={2} className="t-title">
            {first.name}
          </Heading>
          <View className="t-note t-num">{words.at(formatTime(first.at))}</View>
          {visits.map(({ name, visit }) => (
            <Fact key={name ?? ''} name={name === null ? words.colour : words.colourOf(name)}>
              {colourOf(visit)}
            </Fact>
          ))}
          <View className="t-note">{words.show}</View>
        </Card>
        <Button id="visit-to-code" icon="qr-code" onPress={() => replaceWith(ENTRANCES.healthCode)}>
          {words.toCode}
        </Button>
        <Button id="visit-ledger" kind="plain" onPress={() => goTo(ENTRANCES.ledger)}>
          {words.ledger}
        </Button>
      </EmptyState>
    </View>
  )
}
