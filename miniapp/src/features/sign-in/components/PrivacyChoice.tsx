import { View } from '@tarojs/components'
import type { PrivacyDecision, PrivacyGuideView } from '@zsb/shared/privacy'
import { useCopy, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { Banner, ChoiceCard, NextSteps, TextLink } from '@/ui'
import { signInCopy } from '../copy'
import type { GuideAnswer } from '../guide-answer'

interface PrivacyChoiceProps {
  guide: PrivacyGuideView | undefined
  answer: PrivacyDecision | null
  /** The same answer, where it was given at first launch. */
  before: GuideAnswer | null
  onDecide: (decision: 'agree' | 'decline' | null) => void
  onRead: () => void
  /** The person wanted to go on without an answer. */
  missing: boolean
}

/** The row 我已看过并同意, the way to read the guide, and what still works after a no. */
export function PrivacyChoice({ guide, answer, before, onDecide, onRead, missing }: PrivacyChoiceProps) {
  const words = useCopy(signInCopy)
  const language = useSpokenLanguage()
  const agreed = answer?.decision === 'agree' && answer.version === guide?.version
  return (
    <View className="l-stack-tight">
      <ChoiceCard
        id="agree-privacy"
        kind="checkbox"
        title={words.agree}
        why={agreed && before ? words.agreedBefore(formatDay(before.at, language)) : words.agreeWhy}
        chosen={agreed}
        disabled={!guide}
        onChoose={() => onDecide(agreed ? null : 'agree')}
      />
      {missing && !agreed ? (
        <Banner tone="warn" live>
          {words.agreeFirst}
        </Banner>
      ) : null}
      <TextLink id="read-privacy" icon="file-text" chevron onPress={onRead}>
        {words.read}
      </TextLink>
      {answer?.decision === 'decline' ? <NextSteps title={words.declined} steps={words.declinedSteps} /> : null}
    </View>
  )
}
