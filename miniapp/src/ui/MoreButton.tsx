import type { Earlier } from '@/platform/earlier'
import { Button } from './Button'
import { Banner } from './surfaces'

/** The foot of a list: more of it, and why no more came. */
export function MoreButton({ id = 'more', earlier, label, small = false }: { id?: string; earlier: Earlier; label: string; small?: boolean }) {
  return (
    <>
      {earlier.problem ? (
        <Banner tone="bad" live>
          {earlier.problem}
        </Banner>
      ) : null}
      {earlier.hasMore ? (
        <Button id={id} kind="quiet" small={small} onPress={() => void earlier.more()} loading={earlier.looking}>
          {label}
        </Button>
      ) : null}
    </>
  )
}
