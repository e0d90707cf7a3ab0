import { View } from '@tarojs/components'
import type { ServiceItemCard } from '@zsb/shared/service-item'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { ListRow, StatusChip } from '@/ui'
import { catalogueCopy } from '../copy'

/** An item in the list: its name, who handles it, how long and how many visits. */
export function ItemRow({ item }: { item: ServiceItemCard }) {
  const words = useCopy(catalogueCopy)
  const pick = usePick()
  const time = item.handling === 'immediate' ? words.atOnce : words.within(item.promiseDays)
  const visits = item.visits === 0 ? words.noVisit : words.visits(item.visits)
  return (
    <ListRow
      id={`item-${item.code}`}
      title={pick(item.name)}
      note={
        <View>
          <View>{pick(item.department)}</View>
          <View>{`${time} · ${visits}`}</View>
        </View>
      }
      trailing={item.canApply && hasPage(ENTRANCES.apply) ? <StatusChip tone="good" word={words.here} /> : undefined}
      onPress={() => goTo(ENTRANCES.serviceGuide, { item: item.code })}
    />
  )
}
