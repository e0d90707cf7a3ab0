import { View } from '@tarojs/components'
import type { CSSProperties } from 'react'
import { a11y } from '../base/a11y'
import type { IconName } from './icon-names'
import { ICON_PATHS } from './icon-paths'

export interface IconProps {
  name: IconName
  /** s 18 · m 24 · l 32 · xl 64 px (elder a little larger) */
  size?: 's' | 'm' | 'l' | 'xl'
  className?: string
  /** Only where the icon stands alone and says something; beside a word it is decoration. */
  label?: string
}

const cache = new Map<string, CSSProperties>()

/** An icon as a mask: it takes the colour of the text around it, on every platform, without a font. */
export function Icon({ name, size = 'm', className = '', label }: IconProps) {
  return <View className={`z-icon z-icon-${size} ${className}`} style={maskOf(name, size)} {...a11y(label ? { role: 'img', label } : { hidden: true })} />
}

function maskOf(name: IconName, size: 's' | 'm' | 'l' | 'xl'): CSSProperties {
  const stroke = size === 'xl' ? 1.6 : 1.8
  const id = name + stroke
  let style = cache.get(id)
  if (!style) {
    const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='#000' stroke-width='${stroke}' stroke-linecap='round' stroke-linejoin='round'><path d='${ICON_PATHS[name]}'/></svg>`
    style = { '--mask': `url("data:image/svg+xml,${svg.replace(/[<>#]/g, encodeURIComponent)}")` } as CSSProperties
    cache.set(id, style)
  }
  return style
}
