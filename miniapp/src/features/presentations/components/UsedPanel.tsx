import { View } from '@tarojs/components'
import type { UseNotice } from '@zsb/shared/presentation'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { toApiError } from '@/platform/request'
import { Banner, Button, Card, Fact, FieldTags, Heading, Icon, TextLink, useSecondsLeft } from '@/ui'
import { contestUse } from '../api'
import { presentCopy } from '../copy'

const CONTEST_SECONDS = 120

/** The holder's side of a use: who looked, for what, which fields, when; and 不是我 for two minutes. */
export function UsedPanel({
  notice,
  onAgain,
  onLedger,
  onContested,
}: {
  notice: UseNotice
  onAgain: () => void
  onLedger: () => void
  onContested: () => void
}) {
  const words = useCopy(presentCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  // The server's clock is known to the second only: never show more than there is.
  const left = Math.min(CONTEST_SECONDS, useSecondsLeft(notice.contested ? null : new Date(notice.contestableUntil)) ?? 0)
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)

  const contest = async () => {
    setWorking(true)
    try {
      await contestUse(notice.useId)
      onContested()
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }

  return (
    <View className="l-stack" id="presentation-used">
      <Card>
        <View className="l-stack">
          <View className="l-row">
            <Icon name="circle-check" size="l" />
            <View className="l-grow">
              <Heading level={2} className="t-title">
                {words.usedTitle}
              </Heading>
              <View>{words.usedBy(pick(notice.relyingParty), pick(notice.counter))}</View>
            </View>
          </View>
          <View>
            <Fact name={words.usedAt}>{formatWhen(notice.at, { language, now: serverNow() })}</Fact>
            <Fact name={words.usedScene}>{pick(notice.scene)}</Fact>
            <Fact name={words.usedPurpose}>{pick(notice.purpose)}</Fact>
          </View>
          <View className="t-note">{words.usedFields}</View>
          <FieldTags labels={notice.fields.map(pick)} />
        </View>
      </Card>
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      {notice.contested ? (
        <Banner tone="warn" live>
          {words.contested} {words.contestedNext}
        </Banner>
      ) : left > 0 ? (
        <Card>
          <View className="l-stack-tight">
            <View className="t-note">{words.notMeWhy}</View>
            <Button id="not-me" kind="danger" icon="flag" small onPress={() => void contest()} loading={working}>
              {words.notMeIn(left)}
            </Button>
          </View>
        </Card>
      ) : null}
      <Button id="present-again" icon="qr-code" onPress={onAgain}>
        {words.again}
      </Button>
      <TextLink id="to-ledger" chevron onPress={onLedger}>
        {words.toLedger}
      </TextLink>
    </View>
  )
}
