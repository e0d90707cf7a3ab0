import { View } from '@tarojs/components'
import { STATUS_WORDS, type ApplicationQueue, type CaseView, type QueuedApplication } from '@zsb/shared/application'
import { useState } from 'react'
import { ListAndPane, StaffPage } from '@/features/staff'
import { useCopy, usePick } from '@/platform/copy'
import { applicationCopy } from '@/platform/copy/applications'
import { useEarlier } from '@/platform/earlier'
import { useResource } from '@/platform/resource'
import { useRowKeys } from '@/platform/row-keys'
import { EmptyState, ErrorState, List, ListRow, MoreButton, Skeleton, StatusChip } from '@/ui'
import { casePath, caseSchema, fetchLater, queuePath, queueSchema } from '../../api'
import { CasePane } from '../../components/CasePane'
import { deskCopy } from '../../copy'
import { toneOfClock } from '../../desk.flow'
import '../../case-desk.scss'

/** 办件 at the window: the queue by its clocks at the left, the open case at the right; on a phone the one or the other. */
export default function QueuePage() {
  const words = useCopy(deskCopy)
  const queue = useResource<ApplicationQueue>(queuePath, { schema: queueSchema, everySeconds: 60 })
  return (
    <StaffPage title={words.title} area="cases" onReconnect={() => void queue.reload()}>
      {queue.data ? <Queue queue={queue.data} /> : queue.error ? <ErrorState error={queue.error} onRetry={queue.reload} /> : <Skeleton rows={6} />}
    </StaffPage>
  )
}

function Queue({ queue }: { queue: ApplicationQueue }) {
  const words = useCopy(deskCopy)
  const { items, earlier } = useEarlier(queue, fetchLater)
  const [openId, open] = useState<string | null>(null)
  useRowKeys('case')
  return (
    <ListAndPane
      list={
        <>
          {items.length > 0 ? (
            <>
              <View className="t-note">{words.order}</View>
              <List label={words.queue}>
                {items.map((application, i) => (
                  <QueuedRow
                    key={application.id}
                    id={`case-${i + 1}`}
                    application={application}
                    current={application.id === openId}
                    onOpen={() => open(application.id)}
                  />
                ))}
              </List>
            </>
          ) : (
            <EmptyState icon="list-checks" title={words.empty} sentence={words.emptyWhy} />
          )}
          <MoreButton earlier={earlier} label={words.more} small />
        </>
      }
      pane={openId ? <OpenCase key={openId} id={openId} onClose={() => open(null)} /> : null}
      nothing={<EmptyState icon="list-checks" title={words.chooseOne} sentence={words.chooseOneWhy} />}
      keys={words.keys}
      back={words.back}
      onBack={() => open(null)}
    />
  )
}

function OpenCase({ id, onClose }: { id: string; onClose: () => void }) {
  const found = useResource<CaseView>(casePath(id), { schema: caseSchema })
  if (found.data) return <CasePane application={found.data} onReload={found.reload} onClose={onClose} />
  return found.error ? <ErrorState error={found.error} onRetry={found.reload} /> : <Skeleton rows={6} />
}

function QueuedRow({ id, application, current, onOpen }: { id: string; application: QueuedApplication; current: boolean; onOpen: () => void }) {
  const words = useCopy(deskCopy)
  const own = useCopy(applicationCopy)
  const pick = usePick()
  const { clock, item, status, subjectMasked, urged } = application
  const left =
    clock === null
      ? words.clock.none
      : clock.daysLeft === null
        ? words.clock.standing
        : clock.daysLeft < 0
          ? words.clock.over(-clock.daysLeft)
          : clock.daysLeft === 0
            ? words.clock.today
            : words.clock.left(clock.daysLeft)
  return (
    <ListRow
      id={id}
      title={subjectMasked}
      note={
        <>
          <View>{words.rowNote({ item: pick(item), status: pick(STATUS_WORDS[status]) })}</View>
          {clock ? <View>{own.clocks[clock.kind]}</View> : null}
          {urged ? <View className="t-strong">{words.urged}</View> : null}
        </>
      }
      trailing={<StatusChip tone={toneOfClock(clock)} icon={clock?.daysLeft === null ? 'circle-pause' : 'clock'} word={left} />}
      onPress={onOpen}
      current={current}
    />
  )
}
