import { Button as HostButton, View } from '@tarojs/components'
import { useCopy } from '@/platform/copy'
import { openPrivacyGuide, usePrivacy } from '@/platform/privacy'
import { Button, TextLink } from './Button'
import { uiCopy } from './copy'
import { BottomSheet } from './sheets'

const AGREE = 'privacy-agree'

/** WeChat asks before the first camera or phone number; it takes the agreement from a button of its own kind only. Drawn by Page. */
export function PrivacySheet() {
  const words = useCopy(uiCopy)
  const { pending, agree, decline } = usePrivacy()
  return (
    <BottomSheet id="privacy" open={pending !== null} title={words.privacyTitle} onClose={decline}>
      <View>{words.privacyWhy}</View>
      <TextLink id="privacy-guide" icon="file-text" chevron onPress={openPrivacyGuide}>
        {words.privacyGuide}
      </TextLink>
      <View className="z-both">
        <Button id="privacy-decline" kind="quiet" onPress={decline}>
          {words.privacyDecline}
        </Button>
        <HostButton
          id={AGREE}
          className="z-press z-btn z-btn-quiet z-btn-host"
          hoverClass="is-pressed"
          openType="agreePrivacyAuthorization"
          onAgreePrivacyAuthorization={() => agree(AGREE)}
        >
          {words.privacyAgree}
        </HostButton>
      </View>
    </BottomSheet>
  )
}
