import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { Icon, Pressable } from '@/ui'

/** A line that opens what stands under it: an article, an answer. */
export function Disclosure({ title, children, id }: { title: string; children: ReactNode; id?: string }) {
  const [open, setOpen] = useState(false)
  return (
    <View className="z-disclosure">
      <Pressable id={id} className="z-row" expanded={open} onPress={() => setOpen(!open)}>
        <View className="l-grow t-strong">{title}</View>
        <Icon name={open ? 'chevron-up' : 'chevron-down'} className="z-chevron" />
      </Pressable>
      {open ? <View className="z-disclosed">{children}</View> : null}
    </View>
  )
}
