import { View } from '@tarojs/components'
import { useCopy } from '@/platform/copy'
import { isOn, replaceWith } from '@/platform/navigate'
import { a11y } from './base/a11y'
import { Pressable } from './base/Pressable'
import { uiCopy } from './copy'
import { Icon } from './icon/Icon'
import type { IconName } from './icon/icon-names'

/** One area of the staff's work: 核验, 投诉, 设置. */
export interface StaffArea {
  name: string
  label: string
  icon: IconName
  page: string
}

/**
 * A rail of 72 px at the left from 1024 px on; a bar at the foot of narrower screens. The area one is in leads to its first page from
 * the pages below it.
 */
export function StaffRail({ areas, current, initial }: { areas: readonly StaffArea[]; current: string; initial?: string }) {
  const words = useCopy(uiCopy)
  return (
    <View className="z-rail" {...a11y({ role: 'navigation', label: words.staffAreas })}>
      {areas.map((area) => (
        <Pressable
          key={area.name}
          id={`area-${area.name}`}
          className={`z-rail-area${area.name === current ? ' is-current' : ''}`}
          current={area.name === current}
          onPress={() => !isOn(area.page) && replaceWith(area.page)}
        >
          <Icon name={area.icon} />
          <View>{area.label}</View>
        </Pressable>
      ))}
      {initial ? (
        <View className="z-rail-who" {...a11y({ hidden: true })}>
          {initial}
        </View>
      ) : null}
    </View>
  )
}
