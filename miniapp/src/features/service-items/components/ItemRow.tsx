import { View } from '@tarojs/components'
import { shutBy, type ServiceItemCard } from '@zsb/shared/service-item'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { goTo } from '@/platform/navigate'
import { ListRow, StatusChip } from '@/ui'
import { catalogueCopy } from '../copy'
import { standingCopy } from '../standing-copy'
import { StandingChip } from './Standing'

/** An item in the list: its name, who handles it, how long and how many visits. */
export function ItemRow({ item }: { item: ServiceItemCard }) {
  const words = useCopy(catalogueCopy)
  const standings = useCopy(standingCopy)
  const language = useSpokenLanguage()
  const pick = usePick()
  const time = item.handling === 'immediate' ? words.atOnce : words.within(item.promiseDays)
  const visits = item.visits === 0 ? words.noVisit : words.visits(item.visits)
  const shut = shutBy(item.standing)
  const chip = shut ? <StandingChip standing={shut} /> : item.canApply && hasPage(ENTRANCES.apply) ? <StatusChip tone="good" word={words.here} /> : undefined
  return (
    <ListRow
      id={`item-${item.code}`}
      title={pick(item.name)}
      note={
        <View>
          <View>{pick(item.department)}</View>
          <View>{`${time} · ${visits}`}</View>
          {shut ? (
            <View>
              {shut.until ? standings.until(formatDay(shut.until, language)) : ''}
              {pick(shut.reason)}
            </View>
          ) : null}
        </View>
      }
      trailing={chip}
      onPress={() => goTo(ENTRANCES.serviceGuide, { item: item.code })}
    />
  )
}
