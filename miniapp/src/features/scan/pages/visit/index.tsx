import { View } from '@tarojs/components'
import type { PlaceCodeRead, PlaceVisit } from '@zsb/shared/place'
import { useCallback, useEffect, useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { useGuideGate } from '@/features/account'
import { IdentityGate } from '@/features/sign-in'
import { useCopy, usePick } from '@/platform/copy'
import { formatTime } from '@/platform/copy/dates'
import { signal } from '@/platform/feedback'
import { useKeyFor } from '@/platform/key-for'
import { goBack, goTo, replaceWith } from '@/platform/navigate'
import { usePageShown } from '@/platform/page-shown'
import { toApiError, type ApiError } from '@/platform/request'
import { useKeyboardScanner } from '@/platform/scan/wedge'
import { Banner, Button, Card, EmptyState, ErrorState, Fact, Heading, Page, Skeleton } from '@/ui'
import { readPlaceCode, recordVisit } from '../../api'
import { useScannedPlace } from '../../scanned-place'
import { visitCopy } from '../../visit-copy'

/** 到访登记: which place the scanned code names, and one button; nothing is recorded before it is pressed. */
export default function VisitPage() {
  const words = useCopy(visitCopy)
  const { code, hand } = useScannedPlace()
  useGuideGate()
  // Where a scanner is plugged in, as at a public terminal.
  useKeyboardScanner(hand, usePageShown())
  return (
    <Page title={words.title}>
      <IdentityGate id="visit" icon="map-pin" signInFirst={words.signInFirst} why={words.whySignIn}>
        {code === null ? (
          <EmptyState icon="scan-line" title={words.nothing} sentence={words.nothingWhy}>
            <Button id="visit-scan" icon="scan-line" onPress={() => replaceWith(ENTRANCES.scan)}>
              {words.scan}
            </Button>
          </EmptyState>
        ) : (
          <Visit key={code} code={code} />
        )}
      </IdentityGate>
    </Page>
  )
}

function Visit({ code }: { code: string }) {
  const words = useCopy(visitCopy)
  const pick = usePick()
  const [place, see] = useState<PlaceCodeRead | null>(null)
  const [visit, show] = useState<PlaceVisit | null>(null)
  const [problem, fail] = useState<ApiError | null>(null)
  const [working, setWorking] = useState(false)
  const keyFor = useKeyFor()
  const read = useCallback(async () => {
    fail(null)
    await readPlaceCode(code).then(see, (cause: unknown) => fail(toApiError(cause)))
  }, [code])
  useEffect(() => void read(), [read])
  const enter = async () => {
    fail(null)
    setWorking(true)
    try {
      show(await recordVisit(code, keyFor(code)))
      signal('valid')
    } catch (cause) {
      fail(toApiError(cause))
      signal('problem')
    } finally {
      setWorking(false)
    }
  }
  const again = () => replaceWith(ENTRANCES.scan)
  if (visit) return <Recorded visit={visit} />
  if (problem && !problem.isTransport)
    return (
      <View id="visit-refused">
        <ErrorState title={words.refused} sentence={pick(problem)}>
          <Button id="visit-again" icon="scan-line" onPress={again}>
            {words.again}
          </Button>
        </ErrorState>
      </View>
    )
  if (!place) return problem ? <ErrorState error={problem} onRetry={read} /> : <Skeleton rows={3} waitingFor={words.reading} />
  return (
    <Card id="visit-place">
      <View className="l-stack">
        <View className="t-head">{words.ask}</View>
        <Heading level={1} className="t-display">
          {place.name}
        </Heading>
        <View className="t-note">{`${pick(place.region)} ${place.address}`}</View>
        {place.via === 'poster' ? <Banner tone="warn">{words.posterNote}</Banner> : null}
        <View className="t-note">{words.kept}</View>
        {problem ? (
          <Banner tone="bad" live>
            {pick(problem)}
          </Banner>
        ) : null}
        <Button id="visit-enter" onPress={() => void enter()} loading={working}>
          {words.enter}
        </Button>
        <Button id="visit-not-here" kind="plain" onPress={goBack}>
          {words.notHere}
        </Button>
      </View>
    </Card>
  )
}

function Recorded({ visit: { name, at, colour, repeated } }: { visit: PlaceVisit }) {
  const words = useCopy(visitCopy)
  return (
    <View id="visit-done">
      <EmptyState icon="circle-check" title={words.done} sentence={repeated ? words.repeated : undefined}>
        <Card>
          <Heading level={2} className="t-title">
            {name}
          </Heading>
          <View className="t-note t-num">{words.at(formatTime(at))}</View>
          <Fact name={words.colour}>{colour === null ? words.noColour : words.colours[colour]}</Fact>
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
