import { useRouter } from '@tarojs/taro'
import { View } from '@tarojs/components'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { useGuideGate } from '@/features/account'
import { useCopy } from '@/platform/copy'
import { formatTime } from '@/platform/copy/dates'
import { goBack, replaceWith } from '@/platform/navigate'
import { refreshResources } from '@/platform/resource'
import { Button, EmptyState, Page } from '@/ui'
import { API_BASE } from '../../api'
import { ManualForm, type WrittenIn } from '../../components/ManualForm'
import { OfflineLine } from '../../components/OfflineLine'
import { PlacesGate } from '../../components/PlacesGate'
import { askFigures } from '../../figures'
import { manualCopy } from '../../manual-copy'
import { useOfflineDoor } from '../../offline/useOfflineDoor'

/** 无手机登记 at a guarded door. */
export default function ManualPage() {
  const words = useCopy(manualCopy)
  const { guard } = useRouter().params
  useGuideGate()
  return (
    <Page title={words.title} onReconnect={() => void refreshResources(API_BASE)}>
      <PlacesGate id="manual" icon="user-round">
        {guard ? (
          <Manual guardId={guard} />
        ) : (
          <EmptyState icon="scan-line" title={words.noDoor}>
            <Button id="manual-to-guard" onPress={() => replaceWith(ENTRANCES.guard)}>
              {words.toGuard}
            </Button>
          </EmptyState>
        )}
      </PlacesGate>
    </Page>
  )
}

function Manual({ guardId }: { guardId: string }) {
  const words = useCopy(manualCopy)
  const offline = useOfflineDoor(guardId)
  const [entered, show] = useState<WrittenIn | null>(null)
  const done = (who: WrittenIn) => {
    show(who)
    if (!who.waiting) askFigures()
  }
  if (entered === null)
    return (
      <View className="l-stack">
        <OfflineLine {...offline} said={words.offline} />
        <ManualForm guardId={guardId} onDone={done} />
      </View>
    )
  const { waiting, nameMasked, at } = entered
  return (
    <View id={waiting ? 'manual-waiting' : 'manual-done'}>
      <EmptyState
        icon={waiting ? 'wifi-off' : 'circle-check'}
        title={waiting ? words.waiting(nameMasked) : words.done(nameMasked)}
        sentence={waiting ? words.waitingWhy : words.doneWhy}
      >
        <View className="t-note t-num">{words.doneAt(formatTime(at))}</View>
        <Button id="manual-next" onPress={() => show(null)}>
          {words.next}
        </Button>
        <Button id="manual-back" kind="plain" onPress={goBack}>
          {words.back}
        </Button>
      </EmptyState>
    </View>
  )
}
