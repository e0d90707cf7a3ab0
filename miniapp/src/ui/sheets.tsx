import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useCopy } from '@/platform/copy'
import { a11y } from './base/a11y'
import { Heading } from './base/Heading'
import { useModalFocus } from './base/modal-focus'
import { Pressable } from './base/Pressable'
import { Button, TextLink } from './Button'
import { FieldTags, Toggle } from './choices'
import { uiCopy } from './copy'
import { Icon } from './icon/Icon'
import type { IconName } from './icon/icon-names'

export interface BottomSheetProps {
  open: boolean
  title: string
  /** Without it the sheet cannot be put away and has no ✕: a locked screen is opened, not closed. */
  onClose?: () => void
  children: ReactNode
  id?: string
}

const stays = (): void => undefined

/** For choosing. Closes by its button, by a tap beside it, by Escape; nothing typed is lost. */
export function BottomSheet({ open, title, onClose, children, id = 'sheet' }: BottomSheetProps) {
  const words = useCopy(uiCopy)
  useModalFocus(id, open, onClose ?? stays)
  if (!open) return null
  return (
    <View className="z-overlay">
      <View className="z-dim" onClick={onClose} {...a11y({ hidden: true })} />
      <View id={id} className="z-sheet" {...a11y({ role: 'dialog', label: title })}>
        <View className="z-sheet-handle" />
        <View className="l-row l-between">
          <Heading level={2} className="t-title">
            {title}
          </Heading>
          {onClose ? (
            <Pressable className="z-icon-btn" onPress={onClose} label={words.close}>
              <Icon name="x" />
            </Pressable>
          ) : null}
        </View>
        <View className="z-sheet-body">{children}</View>
      </View>
    </View>
  )
}

export interface DialogProps {
  open: boolean
  title: string
  children?: ReactNode
  /** A verb: 退出全部设备. */
  confirm: string
  /** A verb too: 先不退出. */
  refuse: string
  onConfirm: () => void
  onRefuse: () => void
  danger?: boolean
  working?: boolean
  id?: string
}

/** Only to confirm what cannot be undone. */
export function Dialog({ open, title, children, confirm, refuse, onConfirm, onRefuse, danger = false, working = false, id = 'dialog' }: DialogProps) {
  useModalFocus(id, open, onRefuse)
  if (!open) return null
  return (
    <View className="z-overlay z-overlay-centre">
      <View className="z-dim" {...a11y({ hidden: true })} />
      <View id={id} className="z-dialog" {...a11y({ role: 'dialog', label: title })}>
        <Heading level={2} className="t-title">
          {title}
        </Heading>
        {children ? <View>{children}</View> : null}
        <View className="z-both">
          <Button kind="quiet" onPress={onRefuse} id={`${id}-refuse`}>
            {refuse}
          </Button>
          <Button kind={danger ? 'danger' : 'quiet'} onPress={onConfirm} loading={working} id={`${id}-confirm`}>
            {confirm}
          </Button>
        </View>
      </View>
    </View>
  )
}

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
