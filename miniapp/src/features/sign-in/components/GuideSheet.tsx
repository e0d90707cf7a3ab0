import { View } from '@tarojs/components'
import type { PrivacyGuideView } from '@zsb/shared/privacy'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { BottomSheet, Button, Heading } from '@/ui'
import { signInCopy } from '../copy'

/** 隐私保护指引 in full, with two answers of one size. */
export function GuideSheet({
  open,
  guide,
  onClose,
  onDecide,
}: {
  open: boolean
  guide: PrivacyGuideView
  onClose: () => void
  onDecide: (decision: 'agree' | 'decline') => void
}) {
  const words = useCopy(signInCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  return (
    <BottomSheet id="privacy-guide" open={open} title={pick(guide.title)} onClose={onClose}>
      <View className="l-stack">
        <View className="t-note">{words.guideFrom(formatDay(guide.effectiveFrom, language), guide.version)}</View>
        <View className="t-strong">{pick(guide.summary)}</View>
        {guide.sections.map((section) => (
          <View key={section.id} className="l-stack-tight">
            <Heading level={3} className="t-head">
              {pick(section.title)}
            </Heading>
            {section.paragraphs.map((paragraph) => (
              <View key={paragraph.zh}>{pick(paragraph)}</View>
            ))}
          </View>
        ))}
        <View className="z-both">
          <Button id="privacy-decline" kind="quiet" onPress={() => onDecide('decline')}>
            {words.guideDecline}
          </Button>
          <Button id="privacy-agree" kind="quiet" onPress={() => onDecide('agree')}>
            {words.guideAgree}
          </Button>
        </View>
      </View>
    </BottomSheet>
  )
}
