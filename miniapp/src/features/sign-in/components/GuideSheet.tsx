import { View } from '@tarojs/components'
import type { PrivacyGuideView } from '@zsb/shared/privacy'
import { useCopy, usePick } from '@/platform/copy'
import { Banner, BottomSheet, Button } from '@/ui'
import { signInCopy } from '../copy'
import { GuideText } from './GuideText'

/** 隐私保护指引 in full, with two answers of one size. */
export function GuideSheet({
  open,
  guide,
  onClose,
  onDecide,
  visitor = false,
}: {
  open: boolean
  guide: PrivacyGuideView
  onClose: () => void
  onDecide: (decision: 'agree' | 'decline') => void
  /** Nobody has signed in: what still works after a no is said before it. */
  visitor?: boolean
}) {
  const words = useCopy(signInCopy)
  const pick = usePick()
  return (
    <BottomSheet id="privacy-guide" open={open} title={pick(guide.title)} onClose={onClose}>
      <View className="l-stack">
        {visitor ? <Banner tone="info">{words.guideVisitor}</Banner> : null}
        <GuideText guide={guide} />
        <View className="z-both z-sheet-foot">
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
