import { View } from '@tarojs/components'
import { formatShortCode } from '@zsb/shared/presentation'
import { APPLICATION_CODE_SECONDS } from '@zsb/shared/window-application'
import { useCopy, usePick } from '@/platform/copy'
import { usePageShown } from '@/platform/page-shown'
import { Card, ErrorState, Heading, QrPanel, useSecondsLeft } from '@/ui'
import { useApplicationCode } from '../useApplicationCode'
import { windowCopy } from '../window-copy'
import type { TakenToWindow } from './AtWindow'

/** 办件码: one picture, the seconds it is good for, and the short form to be read out. */
export function CodeToWindow({ path, taken: { what, office } }: { path: string; taken: Pick<TakenToWindow, 'what' | 'office'> }) {
  const words = useCopy(windowCopy)
  const pick = usePick()
  const { code, error, again } = useApplicationCode(path, usePageShown())
  const seconds = useSecondsLeft(code ? new Date(code.expiresAt) : null)
  if (error) return <ErrorState error={error} onRetry={async () => again()} />
  return (
    <View className="l-stack">
      <View>
        <Heading level={2} className="t-display">
          {words.lead}
        </Heading>
        <View className="t-note">{words.leadWhy(pick(office))}</View>
      </View>
      <QrPanel
        id="application-code"
        text={code?.code ?? null}
        label={words.codeLabel(pick(what))}
        waiting={words.preparing}
        seconds={seconds ?? undefined}
        ofSeconds={APPLICATION_CODE_SECONDS}
        title={words.goodFor(seconds ?? 0)}
        note={words.once}
      />
      {code ? (
        <Card>
          <View className="t-note t-centre">{words.shortCode}</View>
          <View id="short-code" className="t-title t-num t-centre">
            {formatShortCode(code.shortCode)}
          </View>
        </Card>
      ) : null}
    </View>
  )
}
