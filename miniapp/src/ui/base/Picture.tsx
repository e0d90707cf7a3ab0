import { Image } from '@tarojs/components'
import type { CSSProperties } from 'react'
import { a11y } from './a11y'

export interface PictureProps {
  src: string
  /** What it shows, in words; '' for decoration. */
  label: string
  className?: string
  style?: CSSProperties
  id?: string
  /** 'fill' crops to the frame, 'fit' shows everything. */
  shape?: 'fill' | 'fit'
}

export function Picture({ src, label, className = '', style, id, shape = 'fit' }: PictureProps) {
  return (
    <Image
      id={id}
      src={src}
      className={`z-picture ${className}`}
      style={style}
      mode={shape === 'fill' ? 'aspectFill' : 'aspectFit'}
      {...a11y(label ? { role: 'img', label } : { hidden: true })}
    />
  )
}
