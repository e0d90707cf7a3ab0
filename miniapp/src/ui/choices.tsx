import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useCopy } from '@/platform/copy'
import { a11y } from './base/a11y'
import { Pressable } from './base/Pressable'
import { uiCopy } from './copy'
import { Icon } from './icon/Icon'
import type { IconName } from './icon/icon-names'

export interface ChoiceCardProps {
  title: ReactNode
  /** One line of why, where it matters. */
  why?: ReactNode
  chosen: boolean
  onChoose: () => void
  /** radio: one of several; checkbox: any number. */
  kind?: 'radio' | 'checkbox'
  icon?: IconName
  disabled?: boolean
  id?: string
}

/** The whole card can be tapped. Put several into <ChoiceGroup>. */
export function ChoiceCard({ title, why, chosen, onChoose, kind = 'radio', icon, disabled, id }: ChoiceCardProps) {
  return (
    <Pressable
      id={id}
      role={kind}
      checked={chosen}
      disabled={disabled}
      className={`z-choice${chosen ? ' is-chosen' : ''}${disabled ? ' is-disabled' : ''}`}
      onPress={onChoose}
    >
      {icon ? <Icon name={icon} /> : null}
      <View className="l-grow">
        <View className="t-strong">{title}</View>
        {why ? <View className="t-note">{why}</View> : null}
      </View>
      <View className={`z-mark z-mark-${kind}`}>{chosen ? <Icon name="check" size="s" /> : null}</View>
    </Pressable>
  )
}

export function ChoiceGroup({ label, kind = 'radio', children }: { label: string; kind?: 'radio' | 'checkbox'; children: ReactNode }) {
  return (
    <View className="l-stack-tight" {...a11y({ role: kind === 'radio' ? 'radiogroup' : 'group', label })}>
      {children}
    </View>
  )
}

export interface Option<V extends string> {
  value: V
  label: string
}

/** A few short choices in one bar (本人 | 孩子): wraps below each other in elder mode. */
export function Segmented<V extends string>({
  label,
  options,
  value,
  onChange,
  id,
}: {
  label: string
  options: readonly Option<V>[]
  value: V
  onChange: (value: V) => void
  id?: string
}) {
  return (
    <View id={id} className="z-seg" {...a11y({ role: 'radiogroup', label })}>
      {options.map((option) => (
        <Pressable
          key={option.value}
          id={id ? `${id}-${option.value}` : undefined}
          role="radio"
          checked={option.value === value}
          className={`z-seg-part${option.value === value ? ' is-chosen' : ''}`}
          onPress={() => onChange(option.value)}
        >
          {option.label}
        </Pressable>
      ))}
    </View>
  )
}

/** Chips of one choice that wrap: the scenes of 亮证. */
export function ChipChoice<V extends string>({
  label,
  options,
  value,
  onChange,
  id,
}: {
  label: string
  options: readonly Option<V>[]
  value: V | null
  onChange: (value: V) => void
  id?: string
}) {
  return (
    <View id={id} className="z-chip-choice" {...a11y({ role: 'radiogroup', label })}>
      {options.map((option) => (
        <Pressable
          key={option.value}
          id={id ? `${id}-${option.value}` : undefined}
          role="radio"
          checked={option.value === value}
          className={`z-pill${option.value === value ? ' is-chosen' : ''}`}
          onPress={() => onChange(option.value)}
        >
          {option.value === value ? <Icon name="check" size="s" /> : null}
          <View>{option.label}</View>
        </Pressable>
      ))}
    </View>
  )
}

export interface ToggleProps {
  label: ReactNode
  why?: ReactNode
  on: boolean
  onChange: (on: boolean) => void
  /** Words beside the switch; 开 / 关 by default. */
  words?: { on: string; off: string }
  disabled?: boolean
  id?: string
}

/** A row with a switch: the whole row can be tapped, the state stands there as a word too. */
export function Toggle({ label, why, on, onChange, words, disabled, id }: ToggleProps) {
  const own = useCopy(uiCopy)
  return (
    <Pressable id={id} role="switch" checked={on} disabled={disabled} className={`z-toggle${on ? ' is-on' : ''}`} onPress={() => onChange(!on)}>
      <View className="l-grow">
        <View className="t-strong">{label}</View>
        {why ? <View className="t-note">{why}</View> : null}
      </View>
      <View className="t-note z-toggle-word">{on ? (words?.on ?? own.on) : (words?.off ?? own.off)}</View>
      <View className="z-switch" />
    </Pressable>
  )
}

/** Field tags that are shown and cannot be tapped: ✓ 姓名. */
export function FieldTags({ labels }: { labels: readonly string[] }) {
  return (
    <View className="z-tags" {...a11y({ role: 'list' })}>
      {labels.map((label) => (
        <View key={label} className="z-tag" {...a11y({ role: 'listitem' })}>
          <Icon name="check" size="s" />
          <View>{label}</View>
        </View>
      ))}
    </View>
  )
}
