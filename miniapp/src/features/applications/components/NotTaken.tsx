import { useCopy, usePick } from '@/platform/copy'
import type { ApiError } from '@/platform/request'
import { Button, ErrorState } from '@/ui'
import { applyCopy } from '../copy'

const NOT_ONLINE = 'APPLICATION_NOT_ONLINE'

/** Whether it cannot be begun here: not online, suspended or cancelled. To be asked again gives no other answer. */
export const isNotTaken = ({ code }: ApiError): boolean => code === NOT_ONLINE || code === 'ITEM_SUSPENDED' || code === 'ITEM_CANCELLED'

/** It cannot be begun here: why, and its guide. */
export function NotTaken({ id, error, onGuide }: { id: string; error: ApiError; onGuide: () => void }) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  return (
    <ErrorState error={error} title={error.code === NOT_ONLINE ? words.notOnline : words.notTaken} sentence={error.fields.map(pick).join('') || undefined}>
      <Button id={id} onPress={onGuide}>
        {words.guide}
      </Button>
    </ErrorState>
  )
}
