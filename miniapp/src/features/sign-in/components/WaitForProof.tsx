import { View } from '@tarojs/components'
import { useCopy } from '@/platform/copy'
import { formatTime } from '@/platform/copy/dates'
import { Banner, Button, Card, Heading, TextLink, useSecondsLeft } from '@/ui'
import { formatWindowCode, type RealNameStage } from '../real-name.flow'
import { realNameCopy } from '../real-name-copy'

type Waiting = Extract<RealNameStage, { at: 'face' | 'window' }>

/** Eight digits for the clerk; they change when they are over. */
export function WindowCode({
  stage,
  working,
  onAgain,
  onOther,
}: {
  stage: Extract<Waiting, { at: 'window' }>
  working: boolean
  onAgain: () => void
  onOther: () => void
}) {
  const words = useCopy(realNameCopy)
  const left = useSecondsLeft(new Date(stage.expiresAt)) ?? 0
  return (
    <View className="l-stack">
      <Card>
        <View className="l-stack t-centre">
          <Heading level={2} className="t-title">
            {words.codeTitle}
          </Heading>
          {left > 0 ? (
            <>
              <View id="window-code" className="t-display t-num z-big-digits">
                {formatWindowCode(stage.code)}
              </View>
              <View className="t-note">{words.codeUntil(formatTime(stage.expiresAt))}</View>
            </>
          ) : (
            <Banner tone="warn">{words.codeOver}</Banner>
          )}
        </View>
      </Card>
      <View>{words.codeWhy}</View>
      {left > 0 ? null : (
        <Button id="window-code-again" onPress={onAgain} loading={working}>
          {words.codeNew}
        </Button>
      )}
      <TextLink id="other-way" chevron onPress={onOther}>
        {words.codeOther}
      </TextLink>
    </View>
  )
}

/** The partner's page is open elsewhere; the result comes by itself. */
export function FaceWaiting({ stage, onOpen, onOther }: { stage: Extract<Waiting, { at: 'face' }>; onOpen: () => void; onOther: () => void }) {
  const words = useCopy(realNameCopy)
  return (
    <View className="l-stack">
      <Heading level={2} className="t-display">
        {words.faceTitle}
      </Heading>
      <View>{words.faceWaiting}</View>
      <Button id="face-open" icon="camera" onPress={onOpen}>
        {words.faceOpen}
      </Button>
      <View className="t-note">{words.faceUntil(formatTime(stage.expiresAt))}</View>
      <TextLink id="other-way" chevron onPress={onOther}>
        {words.faceOther}
      </TextLink>
    </View>
  )
}
