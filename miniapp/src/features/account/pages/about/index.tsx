import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { PrivacyGuideView } from '@zsb/shared/privacy'
import { useState } from 'react'
import { GuideText, guidePath, guideSchema } from '@/features/sign-in'
import { useCopy } from '@/platform/copy'
import { callHelpLine } from '@/platform/phone'
import { useResource } from '@/platform/resource'
import { BottomSheet, Card, ErrorState, Fact, List, ListRow, Page, Skeleton } from '@/ui'
import { privacyCopy } from '../../privacy-copy'
import { VERSION } from '../../version'

/** Who runs this, which version it is, and what it does with one's data: to be read without signing in. `guide=1` opens the guide. */
export default function AboutPage() {
  const words = useCopy(privacyCopy)
  const [reading, setReading] = useState(useRouter().params.guide === '1')
  const guide = useResource<PrivacyGuideView>(reading ? guidePath : null, { schema: guideSchema, open: true })
  return (
    <Page
      title={words.about}
      over={
        <BottomSheet id="about-guide-text" open={reading} title={words.guide} onClose={() => setReading(false)}>
          {guide.data ? (
            <View className="l-stack">
              <GuideText guide={guide.data} />
            </View>
          ) : guide.error ? (
            <ErrorState error={guide.error} onRetry={guide.reload} />
          ) : (
            <Skeleton rows={5} />
          )}
        </BottomSheet>
      }
    >
      <View className="l-stack">
        <View>{words.aboutWhat}</View>
        <Card>
          <Fact name={words.operator}>{words.operatorName}</Fact>
          <Fact name={words.version}>{VERSION}</Fact>
        </Card>
        <List>
          <ListRow id="about-guide" icon="file-text" title={words.guide} note={words.guideRead} onPress={() => setReading(true)} />
          <ListRow id="about-help" icon="phone" title={words.help} note={words.helpNumber} onPress={callHelpLine} />
        </List>
      </View>
    </Page>
  )
}
