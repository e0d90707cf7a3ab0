import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { CaseRatings, RatedStage } from '@zsb/shared/rating'
import { useState } from 'react'
import { OwnCase, useOwnCase } from '@/features/applications'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { scrollToTop } from '@/platform/scroll'
import { Banner, Button, Card, EmptyState, Fact, Heading, Page } from '@/ui'
import { ratingsPath, ratingsSchema } from '../../api'
import { GivenRating } from '../../components/GivenRating'
import { RateForm } from '../../components/RateForm'
import { rateCopy } from '../../copy'
import { stageToRate } from '../../rate.flow'

/** 好差评 of one case: what can be rated now, what was given, and what became of it. */
export default function RatePage() {
  const words = useCopy(rateCopy)
  const { id = '' } = useRouter().params
  const ratings = useOwnCase<CaseRatings>(id ? ratingsPath(id) : null, ratingsSchema)
  return (
    <Page title={words.title} onReconnect={() => void ratings.reload()}>
      <OwnCase id="rate" icon="message-square-text" signInFirst={words.signInFirst} why={words.whySignIn} isNamed={id !== ''} found={ratings}>
        {(data) => <Ratings ratings={data} onReload={ratings.reload} />}
      </OwnCase>
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
