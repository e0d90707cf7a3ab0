import { View } from '@tarojs/components'
import { useCopy } from '@/platform/copy'
import { goToTab, type TabName } from '@/platform/navigate'
import { a11y } from './base/a11y'
import { Pressable } from './base/Pressable'
import { uiCopy } from './copy'
import { Icon } from './icon/Icon'
import type { IconName } from './icon/icon-names'

const TABS: readonly { name: TabName; icon: IconName }[] = [
  { name: 'home', icon: 'house' },
  { name: 'wallet', icon: 'wallet-cards' },
  { name: 'mine', icon: 'user-round' },
]

/** Our own tab bar on every platform: the hosts' bars cannot show 18 px words in elder mode. */
export function TabBar({ current }: { current: TabName }) {
  const words = useCopy(uiCopy)
  return (
    <View className="z-tabs" {...a11y({ role: 'navigation', label: words.tabs })}>
      {TABS.map(({ name, icon }) => (
        <Pressable
          key={name}
          id={`tab-${name}`}
          className={`z-tab${name === current ? ' is-current' : ''}`}
          current={name === current}
          onPress={() => name !== current && goToTab(name)}
        >
          <Icon name={icon} />
          <View>{words[name]}</View>
        </Pressable>
      ))}
    </View>
  )
}
