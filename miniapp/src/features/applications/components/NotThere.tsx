import { ENTRANCES } from '@/entrances'
import { useCopy } from '@/platform/copy'
import { replaceWith } from '@/platform/navigate'
import type { ApiError } from '@/platform/request'
import { Button, EmptyState, type IconName } from '@/ui'
import { ownCaseCopy } from '../own-case-copy'

/** Whether an address names no case of hers; to be asked again gives no other answer. */
export const isNotThere = (error: ApiError | undefined): boolean => error?.code === 'NOT_FOUND' || error?.code === 'REQUEST_INVALID'

interface Props {
  icon?: IconName
  /** What was not found, where it is not the case itself. */
  what?: { gone: string; goneWhy: string }
}

/** No such case, or none of hers: hers are in the list. */
export function NotThere({ icon = 'list-checks', what }: Props) {
  const words = useCopy(ownCaseCopy)
  const { gone, goneWhy } = what ?? words
  return (
    <EmptyState icon={icon} title={gone} sentence={goneWhy}>
      <Button id="to-applications" onPress={() => replaceWith(ENTRANCES.applications)}>
        {words.mine}
      </Button>
    </EmptyState>
  )
}
