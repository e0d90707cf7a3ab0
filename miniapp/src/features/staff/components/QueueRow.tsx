import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { useResource } from '@/platform/resource'
import { ListRow, StatusChip } from '@/ui'
import { homeCopy } from '../home-copy'
import type { Queue } from '../queues'

/** One list of work with its count; one that did not come says so and leaves the others. */
export function QueueRow({ queue }: { queue: Queue }) {
  const words = useCopy(homeCopy)
  const pick = usePick()
  const { data, error } = useResource(queue.path, { schema: queue.schema })
  const note = data ? (data.count > 0 ? words.waits[queue.duty] : words.nothing) : error ? pick(error) : words.loading
  return (
    <ListRow
      id={`queue-${queue.duty}`}
      icon={queue.icon}
      tone={data && data.count > 0 ? 'warn' : 'plain'}
      title={words.duties[queue.duty]}
      note={note}
      trailing={data && data.count > 0 ? <StatusChip tone="warn" word={words.count(data)} /> : undefined}
      onPress={() => goTo(queue.page)}
    />
  )
}
