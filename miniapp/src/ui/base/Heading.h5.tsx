import type { HeadingProps } from './Heading'

export type { HeadingProps } from './Heading'

export function Heading({ level, className = 't-head', id, children }: HeadingProps) {
  const Tag = `h${level}` as const
  return (
    <Tag id={id} className={className}>
      {children}
    </Tag>
  )
}
