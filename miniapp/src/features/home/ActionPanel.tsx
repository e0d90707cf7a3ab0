import { View } from '@tarojs/components'
import { STAFF_CAPACITIES, type Capacity } from '@zsb/shared/principal'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy } from '@/platform/copy'
import { goTo, goToTab } from '@/platform/navigate'
import { useSettings } from '@/platform/settings'
import { Icon, List, ListRow, Pressable, type IconName } from '@/ui'
import { homeCopy } from './copy'

interface Entrance {
  name: 'scan' | 'present' | 'verify' | 'desk'
  icon: IconName
  open: () => void
}

/** Who decides on papers only: no counter, nothing to scan. */
const AT_A_DESK: readonly Capacity[] = ['approver', 'operator']

const forStaff = (capacity: Capacity): readonly Entrance[] => [
  ...(AT_A_DESK.includes(capacity) ? [] : [{ name: 'verify' as const, icon: 'scan-line' as const, open: () => goTo(ENTRANCES.verify) }]),
  ...(hasPage(ENTRANCES.staffHome) ? [{ name: 'desk' as const, icon: 'list-checks' as const, open: () => goTo(ENTRANCES.staffHome) }] : []),
]

/** With one licence 亮证 shows it at once; with several the screen asks which; with none the wallet says what is missing. */
const forCitizens = (licenceIds: readonly string[]): readonly Entrance[] => [
  ...(hasPage(ENTRANCES.scan) ? [{ name: 'scan' as const, icon: 'scan-line' as const, open: () => goTo(ENTRANCES.scan) }] : []),
  {
    name: 'present',
    icon: 'id-card',
    open: () =>
      licenceIds.length > 0 && hasPage(ENTRANCES.present)
        ? goTo(ENTRANCES.present, licenceIds.length === 1 ? { licenceId: licenceIds[0] } : {})
        : goToTab('wallet'),
  },
]

/** 扫一扫 · 亮证, or 核验 · 待我处理 for staff: a panel; rows with a reason each in elder mode. */
export function ActionPanel({ capacity, licenceIds }: { capacity: Capacity; licenceIds: readonly string[] }) {
  const words = useCopy(homeCopy)
  const elder = useSettings((settings) => settings.elder)
  const shown = STAFF_CAPACITIES.includes(capacity) ? forStaff(capacity) : forCitizens(licenceIds)
  if (elder) {
    const why = { scan: words.scanWhy, present: words.presentWhy, verify: words.verifyWhy, desk: words.deskWhy }
    return (
      <List>
        {shown.map(({ name, icon, open }) => (
          <ListRow key={name} id={`home-${name}`} icon={icon} title={words[name]} note={why[name]} onPress={open} />
        ))}
      </List>
    )
  }
  return (
    <View className="z-panel">
      {shown.map(({ name, icon, open }) => (
        <Pressable key={name} id={`home-${name}`} className="z-panel-part" onPress={open}>
          <Icon name={icon} size="l" />
          <View>{words[name]}</View>
        </Pressable>
      ))}
    </View>
  )
}
