import { View } from '@tarojs/components'
import { useCopy, usePick } from '@/platform/copy'
import { formatTime } from '@/platform/copy/dates'
import { Banner, Button } from '@/ui'
import { useContests } from './contests'
import { staffCopy } from './copy'

/** Names every contested verification that does not stand on the screen, until the clerk has put it away. */
export function ContestAlarm({ except }: { except?: string }) {
  const words = useCopy(staffCopy)
  const pick = usePick()
  const { contested, dismiss } = useContests()
  return (
    <>
      {contested
        .filter(({ id }) => id !== except)
        .map((use, i) => (
          <Banner key={use.id} tone="bad" icon="flag" live>
            <View className="l-stack-tight" id={`contest-${i + 1}`}>
              <View className="t-strong">{words.contestTitle}</View>
              <View>{words.contestWhich({ when: formatTime(use.checkedAt), licence: pick(use.licenceName), receipt: use.receipt })}</View>
              <View>{words.contestNext}</View>
              <View className="l-row">
                <Button id={`contest-seen-${i + 1}`} kind="quiet" small narrow onPress={() => dismiss(use.id)}>
                  {words.contestSeen}
                </Button>
              </View>
            </View>
          </Banner>
        ))}
    </>
  )
}
