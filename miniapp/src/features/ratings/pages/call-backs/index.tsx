import { View } from '@tarojs/components'
import type { CallBackPage, CallBackSummary, CallBackView } from '@zsb/shared/rating'
import { useState } from 'react'
import { ListAndPane, StaffPage } from '@/features/staff'
import { useCopy, usePick } from '@/platform/copy'
import { useEarlier } from '@/platform/earlier'
import { refreshResources, useResource } from '@/platform/resource'
import { useRowKeys } from '@/platform/row-keys'
import { Banner, EmptyState, ErrorState, List, ListRow, MoreButton, Segmented, Skeleton, StatusChip } from '@/ui'
import { callBackPath, callBackSchema, callBacksPath, callBacksSchema, fetchLater, type CallBackState } from '../../api'
import { callBacksCopy } from '../../call-backs-copy'
import { CallBackPane } from '../../components/CallBackPane'
import '../../ratings.scss'

/** 差评回访: bad ratings by their deadline at the left, the open one at the right; on a phone the one or the other. */
export default function CallBacksPage() {
  const words = useCopy(callBacksCopy)
  const [state, show] = useState<CallBackState>('open')
  const [openId, open] = useState<string | null>(null)
  const list = useResource<CallBackPage>(callBacksPath(state), { schema: callBacksSchema, everySeconds: 60 })
  return (
    <StaffPage title={words.title} area="callBacks" onReconnect={() => void list.reload()}>
      <View className="l-stack">
        <View className={`z-call-backs-which${openId ? ' is-open' : ''}`}>
          <Segmented
            id="call-backs"
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
          <CallBacks key={state} state={state} page={list.data} openId={openId} onOpen={open} />
        ) : list.error ? (
          <ErrorState error={list.error} onRetry={list.reload} />
        ) : (
          <Skeleton rows={6} />
        )}
      </View>
    </StaffPage>
  )
}

interface CallBacksProps {
  state: CallBackState
  page: CallBackPage
  openId: string | null
  onOpen: (id: string | null) => void
}

function CallBacks({ state, page, openId, onOpen: open }: CallBacksProps) {
  const words = useCopy(callBacksCopy)
  const { items, forget, earlier } = useEarlier(page, fetchLater(state))
  const [said, say] = useState('')
  useRowKeys('call-back')
  const answered = () => {
    open(null)
    say(words.done)
    forget()
    void refreshResources('/api/v1/staff/rating-call-backs')
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
                  {items.map((callBack, i) => (
                    <CallBackRow
                      key={callBack.id}
                      id={`call-back-${i + 1}`}
                      callBack={callBack}
                      current={callBack.id === openId}
                      onOpen={() => {
                        say('')
                        open(callBack.id)
                      }}
                    />
                  ))}
                </List>
              </>
            ) : (
              <EmptyState
                icon="message-square-text"
                title={state === 'open' ? words.empty : words.emptyAnswered}
                sentence={state === 'open' ? words.emptyWhy : words.emptyAnsweredWhy}
              />
            )}
            <MoreButton earlier={earlier} label={words.more} small />
          </>
        }
        pane={openId ? <OpenCallBack key={openId} id={openId} onAnswered={answered} onClose={() => open(null)} /> : null}
        nothing={items.length > 0 ? <EmptyState icon="message-square-text" title={words.chooseOne} sentence={words.chooseOneWhy} /> : null}
        keys={words.keys}
        back={words.back}
        onBack={() => open(null)}
      />
    </>
  )
}

function OpenCallBack({ id, onAnswered, onClose }: { id: string; onAnswered: () => void; onClose: () => void }) {
  const found = useResource<CallBackView>(callBackPath(id), { schema: callBackSchema })
  if (found.data) return <CallBackPane callBack={found.data} onReload={found.reload} onAnswered={onAnswered} onClose={onClose} />
  return found.error ? <ErrorState error={found.error} onRetry={found.reload} /> : <Skeleton rows={6} />
}

function CallBackRow({ id, callBack, current, onOpen }: { id: string; callBack: CallBackSummary; current: boolean; onOpen: () => void }) {
  const words = useCopy(callBacksCopy)
  const pick = usePick()
  const { state, overdue, daysLeft } = callBack
  return (
    <ListRow
      id={id}
      title={callBack.raterMasked}
      note={
        <>
          <View>{words.rowNote({ level: pick(callBack.levelWords), item: pick(callBack.item) })}</View>
          <View>{pick(callBack.stage)}</View>
        </>
      }
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
