import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { PrivacyGuideView } from '@zsb/shared/privacy'
import { useState } from 'react'
import { GuideSheet, GuideText, guidePath, guideSchema, useGuideAnswer } from '@/features/sign-in'
import { serverNow } from '@/platform/clock'
import { useCopy } from '@/platform/copy'
import { goBack } from '@/platform/navigate'
import { callHelpLine } from '@/platform/phone'
import { useResource } from '@/platform/resource'
import { useSession } from '@/platform/session'
import { BottomSheet, Card, Fact, List, ListRow, NotYet, Page } from '@/ui'
import { privacyCopy } from '../../privacy-copy'
import { VERSION } from '../../version'

/**
 * Who runs this, which version it is, and what it does with one's data: to be read without signing in. `guide=1` opens the guide, which a
 * visitor answers here and then goes back to where she was.
 */
export default function AboutPage() {
  const words = useCopy(privacyCopy)
  const wantsGuide = useRouter().params.guide === '1'
  const [reading, setReading] = useState(wantsGuide)
  const guide = useResource<PrivacyGuideView>(reading ? guidePath : null, { schema: guideSchema, open: true })
  const isVisitor = useSession(({ who }) => who === null)
  const { answer, give } = useGuideAnswer()
  const close = () => setReading(false)
  const decide = (decision: 'agree' | 'decline') => {
    if (!guide.data) return
    give({ version: guide.data.version, decision, at: serverNow().toISOString() })
    if (wantsGuide) goBack()
    else close()
  }
  return (
    <Page
      title={words.about}
      over={
        guide.data && isVisitor ? (
          <GuideSheet open={reading} guide={guide.data} onClose={close} onDecide={decide} visitor />
        ) : (
          <BottomSheet id="about-guide-text" open={reading} title={words.guide} onClose={close}>
            {guide.data ? (
              <View className="l-stack">
                <GuideText guide={guide.data} />
              </View>
            ) : (
              <NotYet of={guide} rows={5} />
            )}
          </BottomSheet>
        )
      }
    >
      <View className="l-stack">
        <View>{words.aboutWhat}</View>
        <Card>
          <Fact name={words.operator}>{words.operatorName}</Fact>
          <Fact name={words.version}>{VERSION}</Fact>
        </Card>
        <List>
          <ListRow
            id="about-guide"
            icon="file-text"
            title={words.guide}
            note={isVisitor && answer ? words.guideSaid[answer.decision](answer.version) : words.guideRead}
            onPress={() => setReading(true)}
          />
          <ListRow id="about-help" icon="phone" title={words.help} note={words.helpNumber} onPress={callHelpLine} />
        </List>
      </View>
    </Page>
  )
}
