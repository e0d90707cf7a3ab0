import { View } from '@tarojs/components'
import type { PlaceCodeRead, PlaceVisit } from '@zsb/shared/place'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { useGuideGate } from '@/features/account'
import { IdentityGate } from '@/features/sign-in'
import { useCopy, usePick } from '@/platform/copy'
import { signal } from '@/platform/feedback'
import { useKeyFor } from '@/platform/key-for'
import { goBack, replaceWith } from '@/platform/navigate'
import { usePageShown } from '@/platform/page-shown'
import { toApiError, type ApiError } from '@/platform/request'
import { useKeyboardScanner } from '@/platform/scan/wedge'
import { Banner, Button, Card, EmptyState, ErrorState, Heading, Page, Skeleton } from '@/ui'
import { readPlaceCode, recordVisit } from '../../api'
import { Recorded, type RecordedVisit } from '../../components/Recorded'
import { WhoIsHere, type Who } from '../../components/WhoIsHere'
import { useScannedPlace } from '../../scanned-place'
import { visitCopy } from '../../visit-copy'

/** 到访登记: which place the scanned code names, who is here, and one button; nothing is recorded before it is pressed. */
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
  const [chosen, choose] = useState<Who[]>([null])
  const [visits, show] = useState<readonly RecordedVisit[]>([])
  const [problem, fail] = useState<ApiError | null>(null)
  const [working, setWorking] = useState(false)
  const keyFor = useKeyFor()
  const read = useCallback(async () => {
    fail(null)
    await readPlaceCode(code).then(see, (cause: unknown) => fail(toApiError(cause)))
  }, [code])
  useEffect(() => void read(), [read])
  /** Recorded before one of them failed: not sent again. */
  const done = useRef(new Map<Who, PlaceVisit>())
  const enter = async (others: PlaceCodeRead['children']) => {
    fail(null)
    setWorking(true)
    const here: RecordedVisit[] = []
    try {
      for (const who of [null, ...others.map(({ personId }) => personId)].filter((each) => chosen.includes(each))) {
        const visit = done.current.get(who) ?? (await recordVisit({ code, personId: who, key: keyFor(who) }))
        done.current.set(who, visit)
        here.push({ name: others.find(({ personId }) => personId === who)?.name ?? null, visit })
      }
      show(here)
      signal('valid')
    } catch (cause) {
      const problem = toApiError(cause)
      fail(problem)
      signal('problem')
      // Those before it stand, and it can't be tried again.
      if (!problem.isTransport) show(here)
    } finally {
      setWorking(false)
    }
  }
  const again = () => replaceWith(ENTRANCES.scan)
  const [first, ...rest] = visits
  if (first) return <Recorded visits={[first, ...rest]} problem={problem} />
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
        {place.children.length > 0 ? <WhoIsHere others={place.children} chosen={chosen} onChoose={choose} /> : null}
        <View className="t-note">{words.kept}</View>
        {problem ? (
          <Banner tone="bad" live>
            {pick(problem)}
          </Banner>
        ) : null}
        <Button id="visit-enter" onPress={() => void enter(place.children)} loading={working} disabled={chosen.length === 0} disabledReason={words.chooseFirst}>
          {words.enter}
        </Button>
        <Button id="visit-not-here" kind="plain" onPress={goBack}>
          {words.notHere}
        </Button>
      </View>
    </Card>
  )
}
