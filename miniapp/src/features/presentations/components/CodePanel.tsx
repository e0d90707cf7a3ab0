import { View } from '@tarojs/components'
import { formatShortCode, PRESENTATION_LIFE_SECONDS } from '@zsb/shared/presentation'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick } from '@/platform/copy'
import { useSettings } from '@/platform/settings'
import { Banner, Button, Card, QrPanel, useSecondsLeft } from '@/ui'
import { presentCopy } from '../copy'
import type { PresentStage } from '../present.flow'

const LONGER_SECONDS = 120

/** 多等 2 分钟: the countdown of the screen is prolonged, by codes that renew themselves; each code still lives 60 s (R6). */
function useLonger() {
  const [until, setUntil] = useState<Date | null>(null)
  const left = useSecondsLeft(until) ?? 0
  const prolong = (codeSeconds: number) => {
    const now = serverNow().getTime()
    setUntil(new Date(Math.max(now + codeSeconds * 1000, until?.getTime() ?? 0) + LONGER_SECONDS * 1000))
  }
  return { left, prolong }
}

/** The code in the hand: one picture, seconds left, the short form for reading out. */
export function CodePanel({ stage, licenceName }: { stage: PresentStage; licenceName: string }) {
  const words = useCopy(presentCopy)
  const pick = usePick()
  const elder = useSettings((settings) => settings.elder)
  const live = stage.at === 'showing' ? stage.live : null
  const seconds = useSecondsLeft(live ? new Date(live.expiresAt) : null)
  const longer = useLonger()
  const calm = elder && longer.left > (seconds ?? 0)
  const shown = calm ? longer.left : seconds
  return (
    <Card className="z-code-card">
      <QrPanel
        id="presentation-code"
        text={live?.code ?? null}
        label={words.codeLabel(licenceName)}
        waiting={words.preparing}
        seconds={shown ?? undefined}
        ofSeconds={calm ? Math.max(PRESENTATION_LIFE_SECONDS + LONGER_SECONDS, longer.left) : PRESENTATION_LIFE_SECONDS}
        title={calm ? words.longerFor(longer.left) : words.renewIn(seconds ?? 0)}
        note={calm ? words.longerNote : words.once}
        action={
          elder ? (
            <Button id="longer" kind="quiet" small narrow icon="clock" onPress={() => longer.prolong(seconds ?? 0)}>
              {words.longer}
            </Button>
          ) : undefined
        }
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
