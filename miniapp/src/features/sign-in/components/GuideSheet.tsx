import { View } from '@tarojs/components'
import type { PrivacyGuideView } from '@zsb/shared/privacy'
import { useCopy, usePick } from '@/platform/copy'
import { BottomSheet, Button } from '@/ui'
import { signInCopy } from '../copy'
import { GuideText } from './GuideText'

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
  return (
    <BottomSheet id="privacy-guide" open={open} title={pick(guide.title)} onClose={onClose}>
      <View className="l-stack">
        <GuideText guide={guide} />
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
