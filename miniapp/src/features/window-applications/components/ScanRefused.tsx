import { View } from '@tarojs/components'
import { usePick } from '@/platform/copy'
import type { ApiError } from '@/platform/request'
import { Banner } from '@/ui'

/** Why a code was not taken, and where to go instead. */
export function ScanRefused({ error }: { error: ApiError | null }) {
  const pick = usePick()
  if (!error) return null
  return (
    <View id="scan-not-taken">
      <Banner tone="bad" live>
        <View className="t-strong">{pick(error)}</View>
        {error.fields.map((field) => (
          <View key={field.pointer}>{pick(field)}</View>
        ))}
      </Banner>
    </View>
  )
}
