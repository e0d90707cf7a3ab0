import { View } from '@tarojs/components'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy } from '@/platform/copy'
import { goTo, goToTab } from '@/platform/navigate'
import { useSettings } from '@/platform/settings'
import { Icon, List, ListRow, Pressable, type IconName } from '@/ui'
import { homeCopy } from './copy'

interface Entrance {
  name: 'scan' | 'present' | 'verify'
  icon: IconName
  open: () => void
}

const FOR_STAFF: readonly Entrance[] = [{ name: 'verify', icon: 'scan-line', open: () => goTo(ENTRANCES.verify) }]

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

/** 扫一扫 · 亮证, or 核验 for staff: a panel; rows with a reason each in elder mode. */
export function ActionPanel({ staff, licenceIds }: { staff: boolean; licenceIds: readonly string[] }) {
  const words = useCopy(homeCopy)
  const elder = useSettings((settings) => settings.elder)
  const shown = staff ? FOR_STAFF : forCitizens(licenceIds)
  if (elder) {
    const why = { scan: words.scanWhy, present: words.presentWhy, verify: words.verifyWhy }
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
