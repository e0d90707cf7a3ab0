import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useMemo, type ReactNode } from 'react'
import { useCopy } from '@/platform/copy'
import { a11y } from './base/a11y'
import { Picture } from './base/Picture'
import { CountdownRing } from './CountdownRing'
import { uiCopy } from './copy'
import { Icon } from './icon/Icon'
import { encodeQr, QUIET_MODULES, toPngDataUri } from './qr'

export interface QrPanelProps {
  /** The code; null while the next one is being made (its place stays). */
  text: string | null
  /** What the screen reader says for the picture. */
  label: string
  seconds?: number
  ofSeconds?: number
  /** 47 秒后自动换新码 */
  title?: string
  /** 用过一次即失效，过时作废 */
  note?: string
  /** Covers the code at once: 已使用 and who or when. */
  used?: { title?: string; note?: string }
  /** Words in place of the code: 正在生成, or why there is none. */
  waiting?: ReactNode
  /** 多等 2 分钟 in elder mode. */
  action?: ReactNode
  id?: string
}

/** White ground, black modules, quiet zone of four, a whole number of pixels a module; nothing moves but the ring. */
export function QrPanel({ text, label, seconds, ofSeconds = 60, title, note, used, waiting, action, id = 'qr' }: QrPanelProps) {
  const words = useCopy(uiCopy)
  const picture = useMemo(() => (text === null || used ? null : drawn(text)), [text, used])
  return (
    <View className="z-qr">
      <View className="z-qr-place">
        {used ? (
          <View className="z-qr-used" {...a11y({ role: 'alert' })}>
            <Icon name="history" size="xl" />
            <View className="t-display">{used.title ?? words.used}</View>
            {used.note ? <View className="t-centre">{used.note}</View> : null}
          </View>
        ) : picture ? (
          <Picture id={id} src={picture.src} label={label} className="z-qr-code" style={{ width: `${picture.px}px`, height: `${picture.px}px` }} />
        ) : (
          <View className="z-qr-waiting">{waiting ?? words.loading}</View>
        )}
      </View>
      {seconds !== undefined && !used ? (
        <View className="z-qr-foot">
          <CountdownRing seconds={seconds} of={ofSeconds} />
          <View className="z-qr-words">
            {title ? <View className="t-head">{title}</View> : null}
            {note ? <View className="t-note">{note}</View> : null}
          </View>
          {action}
        </View>
      ) : null}
    </View>
  )
}

const LARGEST_PX = 328
/** Gutters of the page and the edge of a card on both sides. */
const SIDES_PX = 48

/** The picture with its quiet zone; 5 px a module where it fits, so that a scanner across the counter reads it, and always whole ones. */
function drawn(text: string): { src: string; px: number } {
  const matrix = encodeQr(text, { ecc: 'L' })
  const modules = matrix.size + 2 * QUIET_MODULES
  const room = Math.min(LARGEST_PX, Taro.getWindowInfo().windowWidth - SIDES_PX)
  return { src: toPngDataUri(matrix, { scale: 8 }), px: modules * Math.max(3, Math.floor(room / modules)) }
}
