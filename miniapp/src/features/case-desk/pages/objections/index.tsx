import { View } from '@tarojs/components'
import type { ObjectionPage, ObjectionSummary, ObjectionView } from '@zsb/shared/objection'
import { useState } from 'react'
import { ListAndPane, StaffPage } from '@/features/staff'
import { useCopy, usePick } from '@/platform/copy'
import { applicationCopy, saidOf } from '@/platform/copy/applications'
import { useEarlier } from '@/platform/earlier'
import { refreshResources, useResource } from '@/platform/resource'
import { useRowKeys } from '@/platform/row-keys'
import { Banner, EmptyState, ErrorState, List, ListRow, MoreButton, Segmented, Skeleton, StatusChip } from '@/ui'
import { ObjectionPane } from '../../components/ObjectionPane'
import { fetchLaterObjections, objectionPath, objectionSchema, objectionsPath, objectionsSchema, type ObjectionState } from '../../objections-api'
import { objectionsCopy } from '../../objections-copy'
import '../../case-desk.scss'

/** 异议复核: objections by their deadline at the left, the open one at the right; on a phone the one or the other. */
export default function ObjectionsPage() {
  const words = useCopy(objectionsCopy)
  const [state, show] = useState<ObjectionState>('open')
  const [openId, open] = useState<string | null>(null)
  const list = useResource<ObjectionPage>(objectionsPath(state), { schema: objectionsSchema, everySeconds: 60 })
  return (
    <StaffPage title={words.title} area="home" back onReconnect={() => void list.reload()}>
      <View className={`z-shown${openId ? ' is-open' : ''}`}>
        <Segmented
          id="objections"
          label={words.stateLabel}
          value={state}
          onChange={(next) => {
            open(null)
            show(next)
          }}
          options={[
            { value: 'open', label: words.states.open },
            { value: 'answered', label: words.states.answered },
          ]}
        />
      </View>
      {list.data ? (
        <Objections key={state} state={state} page={list.data} openId={openId} onOpen={open} />
      ) : list.error ? (
        <ErrorState error={list.error} onRetry={list.reload} />
      ) : (
        <Skeleton rows={6} />
      )}
    </StaffPage>
  )
}

interface ObjectionsProps {
  state: ObjectionState
  page: ObjectionPage
  openId: string | null
  onOpen: (id: string | null) => void
}

function Objections({ state, page, openId, onOpen: open }: ObjectionsProps) {
  const words = useCopy(objectionsCopy)
  const { items, forget, earlier } = useEarlier(page, fetchLaterObjections(state))
  const [said, say] = useState('')
  useRowKeys('objection')
  const answered = () => {
    open(null)
    say(words.done)
    forget()
    void refreshResources('/api/v1/staff/objections')
  }
  return (
    <>
      {said ? (
        <Banner tone="good" live>
          {said}
        </Banner>
      ) : null}
      <ListAndPane
        list={
          <>
            {items.length > 0 ? (
              <>
                {state === 'open' ? <View className="t-note">{words.order}</View> : null}
                <List label={words.list}>
                  {items.map((objection, i) => (
                    <ObjectionRow
                      key={objection.id}
                      id={`objection-${i + 1}`}
                      objection={objection}
                      current={objection.id === openId}
                      onOpen={() => {
                        say('')
                        open(objection.id)
                      }}
                    />
                  ))}
                </List>
              </>
            ) : (
              <EmptyState icon="flag" title={words.empty[state]} sentence={words.emptyWhy[state]} />
            )}
            <MoreButton earlier={earlier} label={words.more} small />
          </>
        }
        pane={openId ? <OpenObjection key={openId} id={openId} onAnswered={answered} onClose={() => open(null)} /> : null}
        nothing={items.length > 0 ? <EmptyState icon="flag" title={words.chooseOne} sentence={words.chooseOneWhy} /> : null}
        keys={words.keys}
        back={words.back}
        onBack={() => open(null)}
      />
    </>
  )
}

function OpenObjection({ id, onAnswered, onClose }: { id: string; onAnswered: () => void; onClose: () => void }) {
  const found = useResource<ObjectionView>(objectionPath(id), { schema: objectionSchema })
  if (found.data) return <ObjectionPane objection={found.data} onReload={found.reload} onAnswered={onAnswered} onClose={onClose} />
  return found.error ? <ErrorState error={found.error} onRetry={found.reload} /> : <Skeleton rows={6} />
}

function ObjectionRow({ id, objection, current, onOpen }: { id: string; objection: ObjectionSummary; current: boolean; onOpen: () => void }) {
  const words = useCopy(objectionsCopy)
  const done = useCopy(applicationCopy).done
  const pick = usePick()
  const { state, overdue, daysLeft } = objection
  return (
    <ListRow
      id={id}
      title={objection.objectorMasked}
      note={words.rowNote({ item: pick(objection.item), action: saidOf(done, objection.action) })}
      trailing={
        state === 'answered' ? (
          <StatusChip tone="good" word={words.answered} />
        ) : (
          <StatusChip tone={overdue ? 'bad' : daysLeft <= 3 ? 'warn' : 'info'} icon="clock" word={words.left(daysLeft)} />
        )
      }
      onPress={onOpen}
      current={current}
    />
  )
}
