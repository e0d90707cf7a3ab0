import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { PLACE_CODE_RENEW_SECONDS } from '@zsb/shared/place'
import { useGuideGate } from '@/features/account'
import { useCopy, usePick } from '@/platform/copy'
import { refreshResources } from '@/platform/resource'
import { useBrightScreen } from '@/platform/screen'
import { Banner, EmptyState, ErrorState, Heading, Page, QrPanel, Skeleton } from '@/ui'
import { API_BASE } from '../../api'
import { PlacesGate } from '../../components/PlacesGate'
import { screenCopy } from '../../screen-copy'
import { usePlaceScreen } from '../../usePlaceScreen'

/** 场所码 on a phone or a tablet at the door: the place, one code that changes, and what to do. Nothing on it is about anybody. */
export default function PlaceScreenPage() {
  const words = useCopy(screenCopy)
  const { place, guard } = useRouter().params
  useGuideGate()
  return (
    <Page title={words.title} onReconnect={() => void refreshResources(API_BASE)}>
      <PlacesGate id="screen" icon="qr-code">
        {guard ? (
          <Screen of={{ guardId: guard }} />
        ) : place ? (
          <Screen of={{ placeId: place }} />
        ) : (
          <EmptyState icon="qr-code" title={words.nothing} sentence={words.nothingWhy} />
        )}
      </PlacesGate>
    </Page>
  )
}

function Screen({ of }: { of: { placeId: string } | { guardId: string } }) {
  const words = useCopy(screenCopy)
  const pick = usePick()
  const { code, seconds, problem, retry } = usePlaceScreen(of)
  useBrightScreen()
  if (!code)
    return problem ? (
      <ErrorState sentence={problem.isTransport ? words.offline : pick(problem)} onRetry={retry} />
    ) : (
      <Skeleton shape="code" waitingFor={words.preparing} onRetry={retry} />
    )
  return (
    <View className="l-stack">
      <Heading level={1} className="t-display t-centre">
        {code.name}
      </Heading>
      <View className="t-title t-centre">{words.lead}</View>
      <QrPanel
        id="place-code"
        text={code.text}
        label={words.label(code.name)}
        waiting={words.preparing}
        seconds={seconds}
        ofSeconds={PLACE_CODE_RENEW_SECONDS}
        title={words.how}
        note={words.changes}
      />
      <View className="t-centre">{words.noPhone}</View>
      {problem ? <Banner tone="warn">{problem.isTransport ? words.offline : pick(problem)}</Banner> : null}
    </View>
  )
}
