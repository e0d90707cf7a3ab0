import { View } from '@tarojs/components'
import { useCopy } from '@/platform/copy'
import { Banner, Button } from '@/ui'
import { declareCopy } from '../declare-copy'
import { sendWaiting } from '../waiting'

/** Filled in without network: that nothing has to be filled in again, and a way to try at once. */
export function WaitingCard() {
  const words = useCopy(declareCopy)
  return (
    <View id="declaration-waits" className="l-stack">
      <Banner tone="warn" icon="wifi-off" live>
        <View className="t-strong">{words.waits}</View>
        <View>{words.waitsWhy}</View>
      </Banner>
      <Button id="send-waiting" kind="quiet" icon="refresh-cw" onPress={sendWaiting}>
        {words.tryNow}
      </Button>
    </View>
  )
}
