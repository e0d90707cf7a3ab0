import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy } from '@/platform/copy'
import { useEarlier } from '@/platform/earlier'
import { refreshResources, useResource } from '@/platform/resource'
import { useRowKeys } from '@/platform/row-keys'
import { Banner, EmptyState, List, ListRow, MoreButton, NotYet, Segmented, StatusChip } from '@/ui'
import { ListAndPane } from '../ListAndPane'
import { StaffPage } from '../StaffPage'
import type { AreaName } from '../useStaffRail'
import { AnswerablePane, type Opened } from './AnswerablePane'
import { answerableCopy, type AnswerableWords } from './copy'
import { fetchLaterOf, listPath, onePath, type AnswerableKind, type AnswerableState, type AnswerableSummary, type AnswerableView, type FindingOf } from './kind'

interface Kind<S extends AnswerableSummary, V extends AnswerableView> {
  kind: AnswerableKind<S, V>
  words: AnswerableWords<FindingOf<V>>
  /** What a row says of it. */
  row: (summary: S) => { title: string; note: ReactNode }
  opened: Opened<V>
}

/** What waits for an answer by its day: the most urgent first at the left, the open one at the right; on a phone the one or the other. */
export function AnswerablePage<S extends AnswerableSummary, V extends AnswerableView>({ area, back, ...of }: Kind<S, V> & { area: AreaName; back?: boolean }) {
  const { kind, words } = of
  const { stateLabel, answered } = useCopy(answerableCopy)
  const [state, show] = useState<AnswerableState>('open')
  const [openId, open] = useState<string | null>(null)
  const list = useResource(listPath(kind.base, state), { schema: kind.page, everySeconds: 60 })
  return (
    <StaffPage title={words.title} area={area} back={back} onReconnect={() => void list.reload()}>
      <View className="l-stack">
        <View className={`z-desk-which${openId ? ' is-open' : ''}`}>
          <Segmented
            id={`${kind.name}s`}
            label={stateLabel}
            value={state}
            onChange={(next) => {
              open(null)
              show(next)
            }}
            options={[
              { value: 'open', label: words.waiting },
              { value: 'answered', label: answered },
            ]}
          />
        </View>
        {list.data ? <Rows key={state} {...of} state={state} page={list.data} openId={openId} onOpen={open} /> : <NotYet of={list} rows={6} />}
      </View>
    </StaffPage>
  )
}

interface RowsProps<S extends AnswerableSummary, V extends AnswerableView> extends Kind<S, V> {
  state: AnswerableState
  page: { items: S[]; next: string | null }
  openId: string | null
  onOpen: (id: string | null) => void
}

function Rows<S extends AnswerableSummary, V extends AnswerableView>({ kind, words, row, opened, state, page, openId, onOpen: open }: RowsProps<S, V>) {
  const own = useCopy(answerableCopy)
  const { items, forget, earlier } = useEarlier(page, fetchLaterOf(kind, state))
  const [said, say] = useState('')
  useRowKeys(kind.name)
  const answered = () => {
    open(null)
    say(words.done)
    forget()
    void refreshResources(kind.base)
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
                {state === 'open' ? <View className="t-note">{own.order}</View> : null}
                <List label={words.list}>
                  {items.map((each, i) => (
                    <ListRow
                      key={each.id}
                      id={`${kind.name}-${i + 1}`}
                      {...row(each)}
                      trailing={<DayChip of={each} />}
                      onPress={() => {
                        say('')
                        open(each.id)
                      }}
                      current={each.id === openId}
                    />
                  ))}
                </List>
              </>
            ) : (
              <EmptyState icon={kind.icon} title={state === 'open' ? words.empty : own.noneAnswered} sentence={words.emptyWhy[state]} />
            )}
            <MoreButton earlier={earlier} show="later" small />
          </>
        }
        pane={openId ? <OpenOne key={openId} id={openId} kind={kind} words={words} opened={opened} onAnswered={answered} onClose={() => open(null)} /> : null}
        nothing={items.length > 0 ? <EmptyState icon={kind.icon} title={words.chooseOne} sentence={words.chooseOneWhy} /> : null}
        keys={own.keys}
        back={own.back}
        onBack={() => open(null)}
      />
    </>
  )
}

const HOUR_MS = 3_600_000

function DayChip({ of: { state, overdue, daysLeft, dueAt } }: { of: AnswerableSummary }) {
  const words = useCopy(answerableCopy)
  if (state === 'answered') return <StatusChip tone="good" word={words.answered} />
  if (dueAt !== undefined) {
    const hours = Math.floor((Date.parse(dueAt) - serverNow().getTime()) / HOUR_MS)
    return <StatusChip tone={overdue ? 'bad' : hours < 4 ? 'warn' : 'info'} icon="clock" word={words.hoursLeft(hours)} />
  }
  return <StatusChip tone={overdue ? 'bad' : daysLeft <= 3 ? 'warn' : 'info'} icon="clock" word={words.left(daysLeft)} />
}

interface OpenProps<S extends AnswerableSummary, V extends AnswerableView> extends Omit<Kind<S, V>, 'row'> {
  id: string
  onAnswered: () => void
  onClose: () => void
}

function OpenOne<S extends AnswerableSummary, V extends AnswerableView>({ id, ...of }: OpenProps<S, V>) {
  const found = useResource(onePath(of.kind.base, id), { schema: of.kind.view })
  if (found.data) return <AnswerablePane {...of} view={found.data} onReload={found.reload} />
  return <NotYet of={found} rows={6} />
}
