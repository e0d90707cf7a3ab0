import { View } from '@tarojs/components'
import type { PrivacyGuideView } from '@zsb/shared/privacy'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { Heading } from '@/ui'
import { signInCopy } from '../copy'

/** The text of 隐私保护指引 with its version. */
export function GuideText({ guide }: { guide: PrivacyGuideView }) {
  const words = useCopy(signInCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  return (
    <>
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
    </>
  )
}
