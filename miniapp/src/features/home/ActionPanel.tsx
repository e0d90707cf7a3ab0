import { View } from '@tarojs/components'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { useSettings } from '@/platform/settings'
import { Icon, List, ListRow, Pressable, type IconName } from '@/ui'
import { homeCopy } from './copy'

interface Entrance {
  name: 'scan' | 'present' | 'verify'
  icon: IconName
  page: string
}
const FOR_CITIZENS: readonly Entrance[] = [
  { name: 'scan', icon: 'scan-line', page: ENTRANCES.scan },
  { name: 'present', icon: 'id-card', page: ENTRANCES.present },
]
const FOR_STAFF: readonly Entrance[] = [{ name: 'verify', icon: 'scan-line', page: ENTRANCES.verify }]

/** 扫一扫 · 亮证, or 核验 for staff: a panel; rows with a reason each in elder mode. */
export function ActionPanel({ staff, signedIn }: { staff: boolean; signedIn: boolean }) {
  const words = useCopy(homeCopy)
  const elder = useSettings((settings) => settings.elder)
  const shown = (staff ? FOR_STAFF : FOR_CITIZENS).filter(({ page }) => signedIn && hasPage(page))
  if (shown.length === 0) return null
  if (elder) {
    const why = { scan: words.scanWhy, present: words.presentWhy, verify: words.verifyWhy }
    return (
      <List>
        {shown.map(({ name, icon, page }) => (
          <ListRow key={name} id={`home-${name}`} icon={icon} title={words[name]} note={why[name]} onPress={() => goTo(page)} />
        ))}
      </List>
    )
  }
  return (
    <View className="z-panel">
      {shown.map(({ name, icon, page }) => (
        <Pressable key={name} id={`home-${name}`} className="z-panel-part" onPress={() => goTo(page)}>
          <Icon name={icon} size="l" />
          <View>{words[name]}</View>
        </Pressable>
      ))}
    </View>
  )
}
