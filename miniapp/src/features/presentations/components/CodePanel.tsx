import { View } from '@tarojs/components'
import { formatShortCode, PRESENTATION_LIFE_SECONDS } from '@zsb/shared/presentation'
import { useCopy, usePick } from '@/platform/copy'
import { Banner, Card, QrPanel, useSecondsLeft } from '@/ui'
import { presentCopy } from '../copy'
import type { PresentStage } from '../present.flow'

/** The code in the hand: one picture, seconds left, the short form for reading out. */
export function CodePanel({ stage, licenceName }: { stage: PresentStage; licenceName: string }) {
  const words = useCopy(presentCopy)
  const pick = usePick()
  const live = stage.at === 'showing' ? stage.live : null
  const seconds = useSecondsLeft(live ? new Date(live.expiresAt) : null)
  return (
    <Card>
      <QrPanel
        id="presentation-code"
        text={live?.code ?? null}
        label={words.codeLabel(licenceName)}
        waiting={words.preparing}
        seconds={seconds ?? undefined}
        ofSeconds={PRESENTATION_LIFE_SECONDS}
        title={words.renewIn(seconds ?? 0)}
        note={words.once}
      />
      {live ? (
        <View className="z-short-code">
          <View className="t-note">{words.shortCode}</View>
          <View id="short-code" className="t-title t-num">
            {formatShortCode(live.shortCode)}
          </View>
        </View>
      ) : null}
      {stage.at === 'showing' && stage.refused ? (
        <Banner tone="warn" live>
          {stage.refused.verdict === 'wrongScene' ? words.refused(pick(stage.refused.relyingParty)) : words.refusedOther(pick(stage.refused.relyingParty))}
        </Banner>
      ) : null}
    </Card>
  )
}
