import { View } from '@tarojs/components'
import { useCopy, usePick } from '@/platform/copy'
import { Button, EmptyState, ErrorState, NextSteps, VerdictPanel } from '@/ui'
import { verifyCopy } from '../copy'
import { undeterminedCopy, verdictCopy } from '../verdict-copy'
import { VERDICT_LOOK } from '../verdict-look'
import { reasonBlank, type VerifyStage } from '../verify.flow'
import { ValidResult } from './ValidResult'
import { VerdictDetails } from './VerdictDetails'

type Match = 'consistent' | 'inconsistent' | 'undecided'

/** The answer to the last code: read from a metre away, with the reason and what to do next. */
export function Result({
  stage,
  onRetry,
  onClear,
  onMatch,
}: {
  stage: VerifyStage
  onRetry: () => void
  onClear: () => void
  onMatch: (id: string, match: Match) => Promise<void>
}) {
  const words = useCopy(verifyCopy)
  const verdictWords = useCopy(verdictCopy)
  const undetermined = useCopy(undeterminedCopy)
  const pick = usePick()
  if (stage.at === 'ready') return <EmptyState icon="scan-line" title={words.scanFirst} sentence={words.scanNote} />
  if (stage.at === 'checking') return <EmptyState icon="loader" title={words.checking} sentence={words.checkingLong} />
  if (stage.at === 'failed') return <ErrorState sentence={pick(stage.problem)} onRetry={onRetry} />
  const { verdict } = stage
  if (verdict.verdict === 'valid' && verdict.contested) {
    return (
      <View className="l-stack">
        <VerdictPanel tone="bad" icon="octagon-alert" word={words.contested} reason={words.contestedWhy} />
        <VerdictDetails verdict={verdict} />
        <Button id="scan-next" onPress={onClear} icon="scan-line">
          {words.scanNext}
        </Button>
      </View>
    )
  }
  const look = VERDICT_LOOK[verdict.verdict]
  const said = verdictWords[verdict.verdict]
  const blank = verdict.verdict === 'undetermined' ? (undetermined[verdict.reason as keyof typeof undetermined] ?? '') : reasonBlank(verdict, pick)
  return (
    <View className="l-stack">
      <VerdictPanel
        tone={look.tone}
        icon={look.icon}
        word={verdict.verdict === 'revoked' || verdict.verdict === 'suspended' ? pick(verdict.legalWord) : said.word}
        reason={said.why(blank)}
      />
      {verdict.verdict === 'valid' ? <ValidResult verdict={verdict} onMatch={(match) => onMatch(verdict.id, match)} /> : <VerdictDetails verdict={verdict} />}
      {said.next.length > 0 ? <NextSteps title={words.nextTitle} steps={said.next} /> : null}
      <Button id="scan-next" kind={verdict.verdict === 'valid' ? 'quiet' : 'primary'} onPress={onClear} icon="scan-line">
        {verdict.verdict === 'valid' ? words.scanNext : words.scanAgain}
      </Button>
    </View>
  )
}
