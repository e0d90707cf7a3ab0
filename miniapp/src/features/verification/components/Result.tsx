import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay, formatTimeExact } from '@/platform/copy/dates'
import { Banner, Button, EmptyState, ErrorState, NextSteps, VerdictPanel } from '@/ui'
import { verifyCopy } from '../copy'
import { laterLicenceCopy, otherCodeCopy, remarkedCopy, undeterminedCopy, verdictCopy } from '../verdict-copy'
import { lookOf } from '../verdict-look'
import { holdOf, reasonBlank, type Match, type VerifyStage } from '../verify.flow'
import { Checking } from './Checking'
import { ValidResult } from './ValidResult'
import { VerdictDetails } from './VerdictDetails'

interface Acts {
  onRetry: () => void
  onGiveUp: () => void
  onClear: () => void
  onMatch: (id: string, match: Match) => void
}

/** The answer to the last code: read from a metre away, with the reason and what to do next. */
export function Result({ stage, onRetry, onGiveUp, onClear, onMatch }: { stage: VerifyStage } & Acts) {
  const words = useCopy(verifyCopy)
  const pick = usePick()
  switch (stage.at) {
    case 'ready':
      return (
        <View className="l-stack">
          {stage.unconfirmed ? (
            <Banner tone="warn" live>
              <View className="t-strong">{words.unconfirmedTitle}</View>
              <View>{words.unconfirmedWhy(stage.unconfirmed)}</View>
            </Banner>
          ) : null}
          <EmptyState icon="scan-line" title={words.scanFirst} sentence={words.scanNote} />
        </View>
      )
    case 'checking':
      return <Checking onGiveUp={onGiveUp} />
    case 'failed':
      return (
        <ErrorState sentence={pick(stage.problem)} onRetry={onRetry}>
          <Button id="leave-failed" kind="plain" hotkey="S" onPress={onClear}>
            {words.failedNext}
          </Button>
        </ErrorState>
      )
    case 'verdict':
      return <Shown stage={stage} onClear={onClear} onMatch={onMatch} />
  }
}

function Shown({ stage, onClear, onMatch }: { stage: Extract<VerifyStage, { at: 'verdict' }> } & Pick<Acts, 'onClear' | 'onMatch'>) {
  const words = useCopy(verifyCopy)
  const verdictWords = useCopy(verdictCopy)
  const undetermined = useCopy(undeterminedCopy)
  const remarked = useCopy(remarkedCopy)
  const laterWords = useCopy(laterLicenceCopy)
  const otherWords = useCopy(otherCodeCopy)
  const language = useSpokenLanguage()
  const pick = usePick()
  const { verdict } = stage
  const isContested = verdict.verdict === 'valid' && verdict.contested
  const look = lookOf(verdict)
  const said = verdictWords[verdict.verdict]
  const later = verdict.verdict === 'notYetValid' && verdict.licenceName ? verdict : null
  const isOther = verdict.verdict === 'wrongKind' && verdict.looksLike === 'ourOther'
  const next = later ? laterWords.next : isOther ? otherWords.next : said.next
  const blank = verdict.verdict === 'undetermined' ? (undetermined[verdict.reason as keyof typeof undetermined] ?? '') : reasonBlank(verdict, pick)
  const reason =
    verdict.verdict === 'valid' && verdict.remarked
      ? remarked.why(pick(verdict.licenceName), pick(verdict.legalWord))
      : later?.licenceName
        ? laterWords.why(pick(later.licenceName), later.validFromOn ? formatDay(later.validFromOn, language) : '')
        : isOther
          ? otherWords.why
          : said.why(blank)
  const isUnanswered = holdOf(stage) === 'unanswered'
  return (
    <View className="l-stack">
      {isContested ? (
        <VerdictPanel tone="bad" icon="octagon-alert" word={words.contested} reason={words.contestedWhy} />
      ) : (
        <VerdictPanel
          tone={look.tone}
          icon={look.icon}
          word={verdict.verdict === 'revoked' || verdict.verdict === 'suspended' ? pick(verdict.legalWord) : isOther ? otherWords.word : said.word}
          reason={reason}
          aside={
            <>
              <View>{words.checkedAtExact(formatTimeExact(verdict.checkedAt))}</View>
              <View>{verdict.receipt}</View>
            </>
          }
        />
      )}
      {verdict.verdict === 'valid' && !isContested ? (
        <ValidResult verdict={verdict} saying={stage.saying} problem={stage.matchProblem} onMatch={(match) => onMatch(verdict.id, match)} />
      ) : (
        <VerdictDetails verdict={verdict} />
      )}
      {!isContested && next.length > 0 ? <NextSteps title={words.nextTitle} steps={next} /> : null}
      <Button
        id="scan-next"
        kind={verdict.verdict === 'valid' && !isContested ? 'quiet' : 'primary'}
        onPress={onClear}
        icon="scan-line"
        hotkey="S"
        disabled={isUnanswered}
        disabledReason={words.answerFirst}
      >
        {verdict.verdict === 'valid' ? words.scanNext : words.scanAgain}
      </Button>
      {stage.clearsAt === null ? <View className="t-note t-centre">{words.staysNote}</View> : <ClearsIn at={stage.clearsAt} />}
    </View>
  )
}

/** Seconds until the result goes (R30); spoken by nobody, the question above it is. */
function ClearsIn({ at }: { at: number }) {
  const words = useCopy(verifyCopy)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <View id="clears-in" className="t-note t-centre t-num">
      {words.clears(Math.max(0, Math.ceil((at - now) / 1000)))}
    </View>
  )
}
