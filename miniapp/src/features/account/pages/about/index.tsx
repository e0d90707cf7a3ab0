import { View } from '@tarojs/components'
import { useCopy } from '@/platform/copy'
import { callHelpLine } from '@/platform/phone'
import { Card, Fact, List, ListRow, Page } from '@/ui'
import { privacyCopy } from '../../privacy-copy'
import { VERSION } from '../../version'

export default function AboutPage() {
  const words = useCopy(privacyCopy)
  return (
    <Page title={words.about}>
      <View className="l-stack">
        <View>{words.aboutWhat}</View>
        <Card>
          <Fact name={words.operator}>{words.operatorName}</Fact>
          <Fact name={words.version}>{VERSION}</Fact>
        </Card>
        <List>
          <ListRow id="about-help" icon="phone" title={words.help} note={words.helpNumber} onPress={callHelpLine} />
        </List>
      </View>
    </Page>
  )
}
