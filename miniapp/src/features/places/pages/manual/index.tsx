import { useRouter } from '@tarojs/taro'
import { View } from '@tarojs/components'
import type { ManuallyEntered } from '@zsb/shared/place'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { useGuideGate } from '@/features/account'
import { useCopy } from '@/platform/copy'
import { formatTime } from '@/platform/copy/dates'
import { goBack, replaceWith } from '@/platform/navigate'
import { refreshResources } from '@/platform/resource'
import { Button, EmptyState, Page } from '@/ui'
import { API_BASE } from '../../api'
import { ManualForm } from '../../components/ManualForm'
import { PlacesGate } from '../../components/PlacesGate'
import { askFigures } from '../../figures'
import { manualCopy } from '../../manual-copy'

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
  const [entered, show] = useState<ManuallyEntered | null>(null)
  if (entered === null)
    return (
      <ManualForm
        guardId={guardId}
        onDone={(done) => {
          show(done)
          askFigures()
        }}
      />
    )
  return (
    <View id="manual-done">
      <EmptyState icon="circle-check" title={words.done(entered.nameMasked)} sentence={words.doneWhy}>
        <View className="t-note t-num">{words.doneAt(formatTime(entered.at))}</View>
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
