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

/** With one licence 亮证 shows it at once; with several, or none known yet, the wallet asks which. */
const forCitizens = (onlyLicenceId: string | null): readonly Entrance[] => [
  ...(hasPage(ENTRANCES.scan) ? [{ name: 'scan' as const, icon: 'scan-line' as const, open: () => goTo(ENTRANCES.scan) }] : []),
  {
    name: 'present',
    icon: 'id-card',
    open: () => (onlyLicenceId && hasPage(ENTRANCES.present) ? goTo(ENTRANCES.present, { licenceId: onlyLicenceId }) : goToTab('wallet')),
  },
]

/** 扫一扫 · 亮证, or 核验 for staff: a panel; rows with a reason each in elder mode. */
export function ActionPanel({ staff, onlyLicenceId }: { staff: boolean; onlyLicenceId: string | null }) {
  const words = useCopy(homeCopy)
  const elder = useSettings((settings) => settings.elder)
  const shown = staff ? FOR_STAFF : forCitizens(onlyLicenceId)
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
