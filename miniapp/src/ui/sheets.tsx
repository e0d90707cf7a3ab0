import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { useCopy } from '@/platform/copy'
import { a11y } from './base/a11y'
import { Heading } from './base/Heading'
import { useModalFocus } from './base/modal-focus'
import { Pressable } from './base/Pressable'
import { Button } from './Button'
import { uiCopy } from './copy'
import { Icon } from './icon/Icon'

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
