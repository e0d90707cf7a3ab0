import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import type { CaseRatings, RatedStage } from '@zsb/shared/rating'
import { useState } from 'react'
import { IdentityGate, useIsConfirmed } from '@/features/sign-in'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { useLive } from '@/platform/live'
import { replaceWith } from '@/platform/navigate'
import { useResource } from '@/platform/resource'
import { scrollToTop } from '@/platform/scroll'
import { Banner, Button, Card, EmptyState, ErrorState, Fact, Heading, Page, Skeleton } from '@/ui'
import { ratingsPath, ratingsSchema } from '../../api'
import { GivenRating } from '../../components/GivenRating'
import { RateForm } from '../../components/RateForm'
import { rateCopy } from '../../copy'
import { stageToRate } from '../../rate.flow'
import '../../ratings.scss'

/** 好差评 of one case: what can be rated now, what was given, and what became of it. */
export default function RatePage() {
  const words = useCopy(rateCopy)
  const { id = '' } = useRouter().params
  const ratings = useResource<CaseRatings>(useIsConfirmed() && id ? ratingsPath(id) : null, { schema: ratingsSchema })
  useLive('notice.added', () => void ratings.reload())
  usePullDownRefresh(() => void ratings.reload().finally(() => Taro.stopPullDownRefresh()))
  const { data, error } = ratings
  // What an address names that is no case of hers gives no other answer when it is asked again.
  const isGone = !id || error?.code === 'NOT_FOUND' || error?.code === 'REQUEST_INVALID'
  return (
    <Page title={words.title} onReconnect={() => void ratings.reload()}>
      <IdentityGate id="rate" icon="message-square-text" signInFirst={words.signInFirst} why={words.whySignIn}>
        {data ? (
          <Ratings ratings={data} onReload={ratings.reload} />
        ) : isGone ? (
          <EmptyState icon="message-square-text" title={words.gone} sentence={words.goneWhy}>
            <Button id="to-applications" onPress={() => replaceWith(ENTRANCES.applications)}>
              {words.mine}
            </Button>
          </EmptyState>
        ) : error ? (
          <ErrorState error={error} onRetry={ratings.reload} />
        ) : (
          <Skeleton rows={5} />
        )}
      </IdentityGate>
    </Page>
  )
}

function Ratings({ ratings, onReload }: { ratings: CaseRatings; onReload: () => Promise<void> }) {
  const words = useCopy(rateCopy)
  const pick = usePick()
  const { stages, item, office, number } = ratings
  const [editing, edit] = useState(() => stageToRate(stages))
  const [said, say] = useState('')
  if (stages.length === 0) return <EmptyState icon="message-square-text" title={words.notYet} sentence={words.notYetWhy} />
  const finish = async (sentence: string) => {
    await onReload()
    edit(null)
    say(sentence)
    scrollToTop()
  }
  const begin = (code: string) => {
    say('')
    edit(code)
  }
  return (
    <View className="l-stack">
      {said ? (
        <Banner tone="good" live>
          {said}
        </Banner>
      ) : null}
      <View>
        <Heading level={2} className="t-title">
          {pick(item)}
        </Heading>
        <View className="t-note">{words.lead}</View>
      </View>
      {[...stages]
        .reverse()
        .map((stage) =>
          editing === stage.code && (stage.rating ? stage.rating.mayChange : stage.mayRate) ? (
            <RateForm
              key={stage.code}
              ratings={ratings}
              stage={stage}
              onSent={(sentence) => void finish(sentence)}
              onStale={() => void onReload()}
              onKeep={stage.rating ? () => edit(null) : undefined}
            />
          ) : stage.rating ? (
            <GivenRating key={stage.code} stage={stage} rating={stage.rating} onChange={() => begin(stage.code)} />
          ) : (
            <Unrated key={stage.code} stage={stage} onBegin={() => begin(stage.code)} />
          ),
        )}
      <Card>
        <Fact name={words.office}>{pick(office)}</Fact>
        {number ? <Fact name={words.number}>{number}</Fact> : null}
      </Card>
    </View>
  )
}

function Unrated({ stage, onBegin }: { stage: RatedStage; onBegin: () => void }) {
  const words = useCopy(rateCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const day = formatDay(stage.rateUntil, language)
  return (
    <Card>
      <View>
        <Heading level={2}>{pick(stage)}</Heading>
        <View className="t-note">{stage.mayRate ? words.rateUntil(day) : words.closed(day)}</View>
      </View>
      {stage.mayRate ? (
        <Button id={`begin-${stage.code}`} kind="quiet" onPress={onBegin}>
          {words.begin}
        </Button>
      ) : null}
    </Card>
  )
}
