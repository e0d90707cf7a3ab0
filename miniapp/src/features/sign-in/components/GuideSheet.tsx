import { View } from '@tarojs/components'
import type { PrivacyGuideView } from '@zsb/shared/privacy'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { Banner, BottomSheet, Button, Heading } from '@/ui'
import { signInCopy } from '../copy'

interface GuideSheetProps {
  open: boolean
  guide: PrivacyGuideView
  /** Why it is shown; a sentence above the guide. */
  lead?: string
  problem?: string
  working?: boolean
  /** Without it there is no way past the two answers. */
  onClose?: () => void
  onDecide: (decision: 'agree' | 'decline') => void
}

/** 隐私保护指引 in full, with two answers of one size. */
export function GuideSheet({ open, guide, lead, problem, working = false, onClose, onDecide }: GuideSheetProps) {
  const words = useCopy(signInCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  return (
    <BottomSheet id="privacy-guide" open={open} title={pick(guide.title)} onClose={onClose}>
      <View className="l-stack">
        {lead ? <Banner tone="info">{lead}</Banner> : null}
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
        {problem ? (
          <Banner tone="bad" live>
            {problem}
          </Banner>
        ) : null}
        <View className="z-both">
          <Button id="privacy-decline" kind="quiet" onPress={() => onDecide('decline')} disabled={working}>
            {words.guideDecline}
          </Button>
          <Button id="privacy-agree" kind="quiet" onPress={() => onDecide('agree')} disabled={working}>
            {words.guideAgree}
          </Button>
        </View>
      </View>
    </BottomSheet>
  )
}
