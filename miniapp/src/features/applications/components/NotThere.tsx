import { ENTRANCES } from '@/entrances'
import { useCopy } from '@/platform/copy'
import { replaceWith } from '@/platform/navigate'
import type { ApiError } from '@/platform/request'
import { Button, EmptyState } from '@/ui'
import { caseCopy } from '../case-copy'

/** Whether an address names no case of hers; to be asked again gives no other answer. */
export const isNotThere = (error: ApiError | undefined): boolean => error?.code === 'NOT_FOUND' || error?.code === 'REQUEST_INVALID'

/** No such case, or none of hers: hers are in the list. */
export function NotThere() {
  const words = useCopy(caseCopy)
  return (
    <EmptyState icon="list-checks" title={words.gone} sentence={words.goneWhy}>
      <Button id="to-applications" onPress={() => replaceWith(ENTRANCES.applications)}>
        {words.mine}
      </Button>
    </EmptyState>
  )
}
