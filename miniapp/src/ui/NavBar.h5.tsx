import { useCopy } from '@/platform/copy'
import { goBack } from '@/platform/navigate'
import { Heading } from './base/Heading'
import { Pressable } from './base/Pressable'
import { uiCopy } from './copy'
import { Icon } from './icon/Icon'
import type { NavBarProps } from './NavBar'

export type { NavBarProps } from './NavBar'

/** The same row in a browser; the right corner stays empty as in the mini-programs. */
export function NavBar({ title, heading, leave, onLeave }: NavBarProps) {
  const words = useCopy(uiCopy)
  return (
    <header className="z-nav">
      <div className={`z-nav-row${leave === 'none' ? ' is-first' : ''}`}>
        {leave === 'none' ? null : (
          <Pressable id="nav-leave" className="z-icon-btn" label={leave === 'close' ? words.close : words.back} onPress={onLeave ?? goBack}>
            <Icon name={leave === 'close' ? 'x' : 'chevron-left'} />
          </Pressable>
        )}
        {heading ?? (
          <Heading level={1} className="t-head z-nav-title">
            {title}
          </Heading>
        )}
      </div>
    </header>
  )
}
