import { View } from '@tarojs/components'
import type { GuardedPlace } from '@zsb/shared/place'
import { useEffect, useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { useGuideGate } from '@/features/account'
import { useIsConfirmed } from '@/features/sign-in'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { goTo } from '@/platform/navigate'
import { usePageShown } from '@/platform/page-shown'
import { refreshResources, useResource } from '@/platform/resource'
import { useKeyboardScanner } from '@/platform/scan/wedge'
import { Button, EmptyState, ErrorState, Heading, List, ListRow, NotYet, Page, Skeleton, TextLink } from '@/ui'
import { Scanner } from '@/ui/scanner'
import { API_BASE, guardedPath, guardedSchema } from '../../api'
import { OfflineLine, QueueLine } from '../../components/OfflineLine'
import { PlacesGate } from '../../components/PlacesGate'
import { Verdict } from '../../components/Verdict'
import { guardCopy } from '../../guard-copy'
import { loadAhead } from '../../offline/ahead'
import { listKits, type KeptKit } from '../../offline/kit'
import { useQueue } from '../../offline/queue'
import { useOfflineDoor } from '../../offline/useOfflineDoor'
import { useDoor } from '../../useDoor'
import '../../places.scss'

/** 值守扫码: one code after another at a door; the colour large, and never why. */
export default function GuardPage() {
  const words = useCopy(guardCopy)
  const doors = useResource(useIsConfirmed() ? guardedPath : null, { schema: guardedSchema, asSelf: true })
  // Opened without network: the doors this phone is ready for.
  const kept = doors.error ? listKits().map(toDoor) : []
  useGuideGate()
  return (
    <Page title={words.title} onReconnect={() => void refreshResources(API_BASE)}>
      <PlacesGate id="guard" icon="scan-line">
        {doors.data ? <Doors doors={doors.data.items} /> : doors.error && kept.length > 0 ? <Doors doors={kept} /> : <NotYet of={doors} rows={3} />}
      </PlacesGate>
    </Page>
  )
}

const toDoor = ({ guardId, placeName: name, until }: KeptKit): GuardedPlace => ({ guardId, placeId: '', name, until, scannedToday: 0 })

function Doors({ doors }: { doors: readonly GuardedPlace[] }) {
  const words = useCopy(guardCopy)
  const language = useSpokenLanguage()
  const waiting = useQueue((queue) => queue.waiting.length)
  const [chosen, choose] = useState<string | null>(null)
  const only = doors.length === 1 ? doors[0] : undefined
  const door = doors.find(({ guardId }) => guardId === chosen) ?? only
  const join = () => goTo(ENTRANCES.guardInvitation)
  if (door) return <Door key={door.guardId} door={door} onJoin={join} onLeave={only ? undefined : () => choose(null)} />
  if (doors.length === 0)
    return (
      <View className="l-stack">
        <QueueLine waiting={waiting} />
        <EmptyState icon="scan-line" title={words.none} sentence={words.noneWhy}>
          <Button id="guard-join" icon="qr-code" onPress={join}>
            {words.join}
          </Button>
        </EmptyState>
      </View>
    )
  return (
    <View className="l-stack">
      <Heading level={1} className="t-title">
        {words.choose}
      </Heading>
      <QueueLine waiting={waiting} />
      <List>
        {doors.map(({ guardId, name, until, scannedToday }, i) => (
          <ListRow
            key={guardId}
            id={`door-${i + 1}`}
            icon="building-2"
            title={name}
            note={`${words.until(formatDay(until, language))} · ${words.today(scannedToday)}`}
            onPress={() => choose(guardId)}
          />
        ))}
      </List>
      <TextLink id="guard-join" chevron onPress={join}>
        {words.join}
      </TextLink>
    </View>
  )
}

/** The scanner stays below the verdict: the next person is scanned without a tap. */
function Door({ door: { guardId, name, until, scannedToday }, onJoin, onLeave }: { door: GuardedPlace; onJoin: () => void; onLeave?: () => void }) {
  const words = useCopy(guardCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const { stage, scanned, retry, clear } = useDoor(guardId)
  const isShown = usePageShown()
  const offline = useOfflineDoor(guardId)
  useEffect(loadAhead, [])
  useKeyboardScanner((code) => scanned(code, 'scanner'), isShown && stage.at !== 'locked')
  if (stage.at === 'locked')
    return (
      <EmptyState icon="lock" title={words.locked} sentence={words.lockedWhy}>
        <Button id="door-go-on" onPress={clear}>
          {words.goOn}
        </Button>
      </EmptyState>
    )
  return (
    <View className="l-stack">
      <View>
        <Heading level={2} className="t-title">
          {name}
        </Heading>
        <View className="t-note t-num">{`${words.until(formatDay(until, language))} · ${words.today(scannedToday)}`}</View>
      </View>
      <OfflineLine {...offline} />
      {stage.at === 'verdict' ? (
        <Verdict verdict={stage.verdict} onNext={clear} />
      ) : stage.at === 'failed' ? (
        <ErrorState sentence={pick(stage.problem)} onRetry={retry}>
          <Button id="door-leave-failed" kind="plain" onPress={clear}>
            {words.next}
          </Button>
        </ErrorState>
      ) : stage.at === 'checking' ? (
        <Skeleton rows={1} waitingFor={words.checking} />
      ) : (
        <View id="door-ready">
          <View className="t-head">{words.ready}</View>
          <View className="t-note">{words.readyWhy}</View>
        </View>
      )}
      <Scanner onCode={(code) => scanned(code, 'camera')} active={isShown && stage.at !== 'checking'} autoStart />
      <View className="l-pair">
        <Button id="door-manual" kind="quiet" icon="user-round" onPress={() => goTo(ENTRANCES.guardManual, { guard: guardId })}>
          {words.manual}
        </Button>
        <Button id="door-screen" kind="quiet" icon="qr-code" onPress={() => goTo(ENTRANCES.placeScreen, { guard: guardId })}>
          {words.screen}
        </Button>
      </View>
      {onLeave ? (
        <TextLink id="other-door" chevron onPress={onLeave}>
          {words.choose}
        </TextLink>
      ) : (
        <TextLink id="guard-join" chevron onPress={onJoin}>
          {words.join}
        </TextLink>
      )}
    </View>
  )
}
