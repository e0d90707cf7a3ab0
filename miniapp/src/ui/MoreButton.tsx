import { useCopy } from '@/platform/copy'
import type { Earlier } from '@/platform/earlier'
import { Button } from './Button'
import { uiCopy } from './copy'
import { Banner } from './surfaces'

interface Props {
  id?: string
  earlier: Earlier
  /** What of the list comes next. */
  show?: 'earlier' | 'later' | 'more'
  small?: boolean
}

/** The foot of a list: more of it, and why no more came. */
export function MoreButton({ id = 'more', earlier, show = 'earlier', small = false }: Props) {
  const words = useCopy(uiCopy)
  return (
    <>
      {earlier.problem ? (
        <Banner tone="bad" live>
          {earlier.problem}
        </Banner>
      ) : null}
      {earlier.hasMore ? (
        <Button id={id} kind="quiet" small={small} onPress={() => void earlier.more()} loading={earlier.looking}>
          {words.showMore[show]}
        </Button>
      ) : null}
    </>
  )
}
