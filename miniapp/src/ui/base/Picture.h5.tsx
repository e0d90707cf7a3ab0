import type { PictureProps } from './Picture'

export type { PictureProps } from './Picture'

export function Picture({ src, label, className = '', style, id, shape = 'fit' }: PictureProps) {
  return <img id={id} src={src} alt={label} className={`z-picture ${className}`} style={{ objectFit: shape === 'fill' ? 'cover' : 'contain', ...style }} />
}
