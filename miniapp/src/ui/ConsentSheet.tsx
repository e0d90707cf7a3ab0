import { View } from '@tarojs/components'
import { a11y } from './base/a11y'
import { Heading } from './base/Heading'
import { useModalFocus } from './base/modal-focus'
import { Button, TextLink } from './Button'
import { FieldTags, Toggle } from './choices'
import { Icon } from './icon/Icon'
import type { IconName } from './icon/icon-names'

export interface ConsentSheetProps {
  open: boolean
  icon?: IconName
  /** 江畔租车想看您的驾驶证 */
  title: string
  /** How we know who asks: 已登记用证单位 · 签名已核对. */
  proof: string
  /** Pairs of small heading and sentence: purpose, until when (as the other party's promise). */
  facts: readonly { name: string; sentence: string }[]
  required: { title: string; labels: readonly string[] }
  /** Off at first (optional = no). */
  optional?: { title: string; fields: readonly { code: string; label: string; why?: string; on: boolean }[]; words: { on: string; off: string } }
  onOptional?: (code: string, on: boolean) => void
  agree: string
  refuse: string
  onAgree: () => void
  onRefuse: () => void
  /** While the other party is checked, or when it cannot be checked: only refusing is left, and why. */
  agreeBlocked?: string
  working?: boolean
  report?: { label: string; onReport: () => void }
}

/** Who, why, which fields, until when; both buttons weigh the same. */
export function ConsentSheet({
  open,
  icon = 'building-2',
  title,
  proof,
  facts,
  required,
  optional,
  onOptional,
  agree,
  refuse,
  onAgree,
  onRefuse,
  agreeBlocked,
  working = false,
  report,
}: ConsentSheetProps) {
  useModalFocus('consent', open, onRefuse)
  if (!open) return null
  return (
    <View className="z-overlay">
      <View className="z-dim" {...a11y({ hidden: true })} />
      <View id="consent" className="z-sheet" {...a11y({ role: 'dialog', label: title })}>
        <View className="l-row">
          <View className="z-disc z-disc-accent">
            <Icon name={icon} />
          </View>
          <View className="l-grow">
            <Heading level={2} className="t-title">
              {title}
            </Heading>
            <View className="z-proof">
              <Icon name="badge-check" size="s" />
              <View className="l-grow">{proof}</View>
            </View>
          </View>
        </View>
        <View className="z-sheet-body">
          {facts.map((fact) => (
            <View key={fact.name} className="z-sunk">
              <View className="t-note">{fact.name}</View>
              <View className="t-strong">{fact.sentence}</View>
            </View>
          ))}
          <View className="t-note">{required.title}</View>
          <FieldTags labels={required.labels} />
          {optional ? <View className="t-note">{optional.title}</View> : null}
          {optional?.fields.map((field) => (
            <Toggle key={field.code} label={field.label} why={field.why} on={field.on} words={optional.words} onChange={(on) => onOptional?.(field.code, on)} />
          ))}
        </View>
        <View className="z-both">
          <Button kind="quiet" onPress={onRefuse}>
            {refuse}
          </Button>
          <Button kind="quiet" onPress={onAgree} loading={working} disabled={Boolean(agreeBlocked)} disabledReason={agreeBlocked}>
            {agree}
          </Button>
        </View>
        {report ? (
          <View className="z-centre">
            <TextLink icon="flag" onPress={report.onReport}>
              {report.label}
            </TextLink>
          </View>
        ) : null}
      </View>
    </View>
  )
}
