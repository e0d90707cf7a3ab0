import { View } from '@tarojs/components'
import type { OwnPlace } from '@zsb/shared/place'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay, formatWhen } from '@/platform/copy/dates'
import { Banner, Button, Card, Fact, Heading, StatusChip, TextLink } from '@/ui'
import { TONE_OF_PLACE } from '../place-tone'
import { placesCopy } from '../places-copy'
import { FirmLines } from './FirmLines'

type Guard = OwnPlace['guards'][number]
interface Props {
  place: OwnPlace
  onInvite: () => void
  onScreen: () => void
  onPoster: () => void
  onRemove: (guard: Guard) => void
  onClose: () => void
}

/** A place as its owner sees it: how it stands, figures without names, and who guards it. */
export function PlaceCard({ place, onInvite, onScreen, onPoster, onRemove, onClose }: Props) {
  const words = useCopy(placesCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const { id, name, kind, region, address, state, appliedAt, refusal, firm } = place
  return (
    <Card id={`place-${id}`}>
      <View className="l-row l-between l-wrap">
        <Heading level={2} className="t-title">
          {name}
        </Heading>
        <StatusChip tone={TONE_OF_PLACE[state]} word={words.states[state]} />
      </View>
      <View className="t-note">{`${words.kinds[kind]} · ${pick(region)} ${address}`}</View>
      <View className="t-note t-num">{words.applied(formatWhen(appliedAt, { language, now: serverNow() }))}</View>
      {firm ? <FirmLines id={`firm-${id}`} firm={firm} uncheckedWhy={words.firmUnchecked} /> : null}
      {refusal === null ? null : (
        <Banner tone="warn">
          <View className="t-strong">{words.refusal}</View>
          <View>{refusal}</View>
        </Banner>
      )}
      {state === 'active' ? (
        <>
          <Guards place={place} onInvite={onInvite} onRemove={onRemove} />
          <View className="l-pair">
            <Button id={`screen-${id}`} kind="quiet" icon="smartphone" small onPress={onScreen}>
              {words.screen}
            </Button>
            <Button id={`poster-${id}`} kind="quiet" icon="file-text" small onPress={onPoster}>
              {words.poster}
            </Button>
          </View>
          <View className="t-note">{words.posterNote}</View>
        </>
      ) : null}
      {state === 'active' || state === 'applied' ? (
        <TextLink id={`close-${id}`} onPress={onClose}>
          {words.close}
        </TextLink>
      ) : null}
    </Card>
  )
}

function Guards({ place: { id, guards, visitsToday }, onInvite, onRemove }: Pick<Props, 'place' | 'onInvite' | 'onRemove'>) {
  const words = useCopy(placesCopy)
  const language = useSpokenLanguage()
  return (
    <>
      <Fact name={words.visits}>{visitsToday === null ? words.visitsFew : words.visitsOf(visitsToday)}</Fact>
      <View>
        <Heading level={3}>{words.guards}</Heading>
        {guards.length === 0 ? <View className="t-note">{words.noGuards}</View> : null}
        {guards.map((guard) => (
          <View key={guard.id} className="l-row l-between l-wrap">
            <View className="l-grow">
              <View className="t-strong">{guard.nameMasked}</View>
              <View className="t-note t-num">{words.guardUntil(formatDay(guard.until, language))}</View>
            </View>
            <TextLink id={`remove-${guard.id}`} onPress={() => onRemove(guard)}>
              {words.remove}
            </TextLink>
          </View>
        ))}
      </View>
      <Button id={`invite-${id}`} kind="quiet" icon="qr-code" small onPress={onInvite}>
        {words.invite}
      </Button>
    </>
  )
}
