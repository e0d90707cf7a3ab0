import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y } from './base/a11y'
import { Heading } from './base/Heading'
import { Pressable } from './base/Pressable'
import { Icon } from './icon/Icon'
import type { IconName } from './icon/icon-names'

export function Card({ children, className = '', id }: { children: ReactNode; className?: string; id?: string }) {
  return (
    <View id={id} className={`z-card ${className}`}>
      {children}
    </View>
  )
}

/** A heading with what belongs under it; `aside` stands at the end of the heading line. */
export function Section({ title, aside, children, id }: { title: string; aside?: ReactNode; children: ReactNode; id?: string }) {
  return (
    <View id={id} className="z-section">
      <View className="l-row l-between z-section-head">
        <Heading level={2}>{title}</Heading>
        {typeof aside === 'string' ? <View className="t-note">{aside}</View> : aside}
      </View>
      {children}
    </View>
  )
}

/** White block of ListRow or Fact lines with hairlines between them. */
export function List({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <View className="z-list" {...a11y(label ? { role: 'group', label } : {})}>
      {children}
    </View>
  )
}

export interface ListRowProps {
  title: ReactNode
  /** Line 2; says the reason when the row leads nowhere. */
  note?: ReactNode
  icon?: IconName
  tone?: 'accent' | 'warn' | 'bad' | 'good' | 'plain'
  /** A StatusChip or a value at the end. */
  trailing?: ReactNode
  /** Without it the row is no button and has no chevron. */
  onPress?: () => void
  disabled?: boolean
  /** What it leads to is open beside it (wide). */
  current?: boolean
  id?: string
}

export function ListRow({ title, note, icon, tone = 'accent', trailing, onPress, disabled, current, id }: ListRowProps) {
  const inside = (
    <>
      {icon ? (
        <View className={`z-disc z-disc-${tone}`}>
          <Icon name={icon} />
        </View>
      ) : null}
      <View className="l-grow">
        <View className="z-row-top">
          <View className="t-strong t-head">{title}</View>
          {trailing}
        </View>
        {note ? <View className="t-note">{note}</View> : null}
      </View>
      {onPress && !disabled ? <Icon name="chevron-right" className="z-chevron" /> : null}
    </>
  )
  if (!onPress)
    return (
      <View id={id} className="z-row">
        {inside}
      </View>
    )
  return (
    <Pressable id={id} className={`z-row${current ? ' is-current' : ''}`} onPress={onPress} disabled={disabled} current={current}>
      {inside}
    </Pressable>
  )
}

/** Name and value in one line: 状态截至 … 1 分钟前. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <View className="z-fact">
      <View className="t-note">{name}</View>
      <View className="t-strong t-num">{children}</View>
    </View>
  )
}

/** 接下来怎么做: numbered sentences. */
export function NextSteps({ title, steps }: { title: string; steps: readonly string[] }) {
  return (
    <Card>
      <Heading level={2}>{title}</Heading>
      <View className="l-stack-tight z-steps" {...a11y({ role: 'list' })}>
        {steps.map((step, index) => (
          <View key={step} className="l-row z-step" {...a11y({ role: 'listitem' })}>
            <View className="z-step-number">{index + 1}</View>
            <View className="l-grow">{step}</View>
          </View>
        ))}
      </View>
    </Card>
  )
}

/** A sentence on coloured ground, with icon: what happened and what to do. */
export function Banner({
  tone,
  icon,
  children,
  live = false,
}: {
  tone: 'info' | 'warn' | 'bad' | 'good'
  icon?: IconName
  children: ReactNode
  live?: boolean
}) {
  const icons = { info: 'info', warn: 'triangle-alert', bad: 'circle-alert', good: 'circle-check' } as const
  return (
    <View className={`z-banner z-banner-${tone}`} {...a11y(live ? { role: tone === 'bad' ? 'alert' : 'status' } : {})}>
      <Icon name={icon ?? icons[tone]} />
      <View className="l-grow">{children}</View>
    </View>
  )
}

/** The bar at the foot of a page with its one or two buttons; stays while the page scrolls. */
export function ActionBar({ children }: { children: ReactNode }) {
  return <View className="z-actions">{children}</View>
}

/** Said by a screen reader when it changes, not drawn. */
export function Announce({ children, urgent = false }: { children: string; urgent?: boolean }) {
  return (
    <View className="z-quiet" {...a11y({ role: urgent ? 'alert' : 'status', live: urgent ? 'assertive' : 'polite' })}>
      {children}
    </View>
  )
}
