import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { shutBy, type ServiceGuide } from '@zsb/shared/service-item'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { goTo } from '@/platform/navigate'
import { call } from '@/platform/phone'
import { useResource } from '@/platform/resource'
import { useSettings } from '@/platform/settings'
import { ActionBar, Banner, Button, ErrorState, Heading, Page, Skeleton } from '@/ui'
import { guidePath, guideSchema } from '../../api'
import { GuideFacts } from '../../components/GuideFacts'
import { Background, Conditions, Process, Questions, Where } from '../../components/GuideSections'
import { Materials } from '../../components/Materials'
import { Sheets } from '../../components/Sheets'
import { StandingBanner } from '../../components/Standing'
import { guideCopy } from '../../guide-copy'
import '../../service-items.scss'

/** A guide 办事指南, read without an account; what was read once is read again without network. */
export default function GuidePage() {
  const words = useCopy(guideCopy)
  const language = useSpokenLanguage()
  const { item = '' } = useRouter().params
  const guide = useResource<ServiceGuide>(item ? guidePath(item) : null, { schema: guideSchema, open: true, keepAs: `guide.${item}` })
  usePullDownRefresh(() => void guide.reload().finally(() => Taro.stopPullDownRefresh()))
  const isGone = !item || guide.error?.code === 'NOT_FOUND' || guide.error?.code === 'REQUEST_INVALID'
  return (
    <Page title={words.title} actions={guide.data ? <Actions guide={guide.data} /> : undefined} onReconnect={() => void guide.reload()}>
      {guide.error && guide.data && guide.asOf ? <Banner tone="warn">{words.offline(formatWhen(guide.asOf, { language, now: serverNow() }))}</Banner> : null}
      {guide.data ? (
        <Guide guide={guide.data} />
      ) : guide.error || isGone ? (
        <ErrorState error={guide.error} sentence={isGone ? words.gone : undefined} onRetry={isGone ? undefined : guide.reload} />
      ) : (
        <Skeleton rows={6} />
      )}
    </Page>
  )
}

const mayApply = ({ canApply }: ServiceGuide) => canApply && hasPage(ENTRANCES.apply)

function Guide({ guide }: { guide: ServiceGuide }) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  const here = mayApply(guide)
  const isShut = shutBy(guide.standing) !== null
  return (
    <View className="l-stack">
      <View>
        <Heading level={1} className="t-display">
          {pick(guide.name)}
        </Heading>
        <View className="t-note">{pick(guide.summary)}</View>
      </View>
      {guide.standing ? <StandingBanner standing={guide.standing} /> : null}
      <GuideFacts guide={guide} />
      <Conditions guide={guide} />
      <Materials materials={guide.materials} />
      {isShut ? null : <Sheets guide={guide} />}
      <Process guide={guide} />
      <Where guide={guide} why={here || isShut ? undefined : guide.inBundle ? words.elseWindow(pick(guide.inBundle.name)) : words.noForm} />
      <Background guide={guide} />
      <Questions guide={guide} />
    </View>
  )
}

/** 开始办理 where it can be begun here, by itself or with what belongs to it; otherwise the call is the one thing to do. */
function Actions({ guide }: { guide: ServiceGuide }) {
  const words = useCopy(guideCopy)
  const elder = useSettings((settings) => settings.elder)
  const pick = usePick()
  const bundle = hasPage(ENTRANCES.bundle) ? guide.inBundle : null
  const apply = mayApply(guide)
  const here = apply || bundle !== null
  // Beside the one thing to do there is room for a word; whoever hears the page hears the number too.
  const short = here && !elder
  const label = short ? words.askBy(guide.consultPhone) : words.askFull(guide.consultPhone)
  const ask = (
    <Button id="guide-ask" kind={here ? 'quiet' : 'primary'} icon="phone" onPress={() => call(guide.consultPhone)} label={label}>
      {short ? words.ask : label}
    </Button>
  )
  return (
    <ActionBar>
      {ask}
      {!apply && bundle ? (
        <Button id="guide-bundle" onPress={() => goTo(ENTRANCES.bundle, { bundle: bundle.code })}>
          {words.withBundle(pick(bundle.name))}
        </Button>
      ) : null}
      {apply ? (
        <Button id="guide-apply" onPress={() => goTo(ENTRANCES.apply, { item: guide.code })}>
          {words.apply}
        </Button>
      ) : null}
    </ActionBar>
  )
}
