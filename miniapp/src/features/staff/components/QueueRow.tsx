import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { useResource } from '@/platform/resource'
import { ListRow, StatusChip } from '@/ui'
import { homeCopy } from '../home-copy'
import type { Queue, Waiting } from '../queues'

/** One list of work with its count; one that did not come says so and leaves the others. */
export function QueueRow({ queue }: { queue: Queue }) {
  const words = useCopy(homeCopy)
  const pick = usePick()
  const { data, error } = useResource(queue.path, { schema: queue.schema })
  const waits = data && data.count > 0 ? data : null
  const tone = waits ? (waits.overdue > 0 ? 'bad' : 'warn') : 'plain'
  const note = data ? noteOf(data) : error ? pick(error) : words.loading
  function noteOf({ count, overdue }: Waiting): string {
    if (overdue > 0) return words.overdue(overdue)
    return count > 0 ? words.waits[queue.duty] : words.nothing
  }
  return (
    <ListRow
      id={`queue-${queue.duty}`}
      icon={queue.icon}
      tone={tone}
      title={words.duties[queue.duty]}
      note={note}
      trailing={waits ? <StatusChip tone={waits.overdue > 0 ? 'bad' : 'warn'} word={words.count(waits)} /> : undefined}
      onPress={() => goTo(queue.page)}
    />
  )
}
