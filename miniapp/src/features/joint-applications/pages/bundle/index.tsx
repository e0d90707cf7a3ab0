import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import { wayOf, type BundleGuide } from '@zsb/shared/joint-application'
import { shutBy } from '@zsb/shared/service-item'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { goTo } from '@/platform/navigate'
import { useResource } from '@/platform/resource'
import { scrollToTop } from '@/platform/scroll'
import { ActionBar, Banner, Button, ErrorState, Heading, Page, Skeleton } from '@/ui'
import { bundlePath, bundleSchema } from '../../api'
import { GuideFigures, GuideMaterials, GuideOrder, GuideParts, GuideResults, GuideRoles, GuideSituation } from '../../components/GuideSections'
import { Questions } from '../../components/Questions'
import { answerGuide, useGuideAnswers } from '../../guide-answers'
import { guideCopy } from '../../guide-copy'
import '../../joint-applications.scss'

/** The guide of a bundle 一件事: the questions, and with them what is to be done, by whom, in which order and how long. */
export default function BundlePage() {
  const words = useCopy(guideCopy)
  const language = useSpokenLanguage()
  const { bundle = '' } = useRouter().params
  const guide = useResource<BundleGuide>(bundle ? bundlePath(bundle) : null, { schema: bundleSchema, open: true, keepAs: `bundle.${bundle}` })
  usePullDownRefresh(() => void guide.reload().finally(() => Taro.stopPullDownRefresh()))
  const isGone = !bundle || guide.error?.code === 'NOT_FOUND' || guide.error?.code === 'REQUEST_INVALID'
  if (guide.data) {
    const stale = guide.error && guide.asOf ? words.offline(formatWhen(guide.asOf, { language, now: serverNow() })) : null
    return <Guide guide={guide.data} stale={stale} onReconnect={() => void guide.reload()} />
  }
  return (
    <Page title={words.title} onReconnect={() => void guide.reload()}>
      {guide.error || isGone ? (
        <ErrorState error={guide.error} sentence={isGone ? words.gone : undefined} onRetry={isGone ? undefined : guide.reload} />
      ) : (
        <Skeleton rows={6} />
      )}
    </Page>
  )
}

function Guide({ guide, stale, onReconnect }: { guide: BundleGuide; stale: string | null; onReconnect: () => void }) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  const answers = useGuideAnswers(guide.code)
  const [asking, ask] = useState(false)
  const way = wayOf(guide, answers)
  const shut = way.parts.filter(({ standing }) => shutBy(standing) !== null)
  const turn = (to: boolean) => {
    ask(to)
    scrollToTop()
  }
  if (asking)
    return (
      <Questions
        title={pick(guide)}
        questions={guide.questions}
        answers={answers}
        onAnswer={(given) => answerGuide(guide.code, given)}
        onDone={() => turn(false)}
        onLeave={() => turn(false)}
      />
    )
  return (
    <Page
      title={words.title}
      onReconnect={onReconnect}
      actions={
        <ActionBar>
          {way.next ? (
            <Button id="guide-ask" onPress={() => turn(true)}>
              {words.ask}
            </Button>
          ) : (
            <Button
              id="guide-begin"
              disabled={shut.length > 0}
              disabledReason={words.shutWhy(shut.map(pick).join(words.between))}
              onPress={() => goTo(ENTRANCES.jointApply, { bundle: guide.code })}
            >
              {words.begin}
            </Button>
          )}
        </ActionBar>
      }
    >
      {stale ? <Banner tone="warn">{stale}</Banner> : null}
      <View className="l-stack">
        <View>
          <Heading level={1} className="t-display">
            {pick(guide)}
          </Heading>
          <View className="t-note">{pick(guide.summary)}</View>
        </View>
        <GuideFigures way={way} />
        {way.next ? null : <GuideSituation way={way} onAgain={() => turn(true)} />}
        <GuideParts way={way} />
        <GuideOrder way={way} />
        <GuideMaterials way={way} />
        <GuideRoles way={way} />
        <GuideResults way={way} />
      </View>
    </Page>
  )
}
