import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { a11y } from './a11y'

export interface HeadingProps {
  level: 1 | 2 | 3
  className?: string
  id?: string
  children: ReactNode
}

/** A heading: <h1>–<h3> on H5, role heading elsewhere. */
export function Heading({ level, className = 't-head', id, children }: HeadingProps) {
  return (
    <View id={id} className={className} {...a11y({ role: 'heading', level })}>
      {children}
    </View>
  )
}
