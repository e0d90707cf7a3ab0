import { View } from '@tarojs/components'
import { useCopy } from '@/platform/copy'
import { Banner, TextLink } from '@/ui'
import { guardCopy } from '../guard-copy'
import { seenLost, useQueue } from '../offline/queue'
import type { OfflineDoor } from '../offline/useOfflineDoor'

/** How a door stands without network: what can be done, and the queue. Nothing where all is well. @param said what can be done, where it is not scanning */
export function OfflineLine({ online, waiting, isReady, said }: OfflineDoor & { said?: string }) {
  const words = useCopy(guardCopy)
  return (
    <>
      {online ? null : (
        <View id="door-offline">
          <Banner tone="warn" live>
            {isReady ? (said ?? words.offline) : words.offlineUnready}
          </Banner>
        </View>
      )}
      <QueueLine waiting={waiting} />
    </>
  )
}

/** How many wait to be sent, and what was not taken, of whichever door. */
export function QueueLine({ waiting }: { waiting: number }) {
  const words = useCopy(guardCopy)
  const lostCount = useQueue(({ lost }) => Object.values(lost).reduce((sum, count) => sum + count, 0))
  return (
    <>
      {waiting > 0 ? (
        <View id="door-waiting" className="t-strong t-num">
          {words.waiting(waiting)}
        </View>
      ) : null}
      {lostCount > 0 ? (
        <View id="door-lost">
          <Banner tone="bad">
            <View>{words.lost(lostCount)}</View>
            <TextLink id="door-lost-seen" onPress={seenLost}>
              {words.seen}
            </TextLink>
          </Banner>
        </View>
      ) : null}
    </>
  )
}
