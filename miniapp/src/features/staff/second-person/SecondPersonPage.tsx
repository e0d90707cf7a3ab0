import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { forgetDraft } from '@/platform/draft'
import { useEarlier } from '@/platform/earlier'
import { toApiError } from '@/platform/request'
import { refreshResources, useResource } from '@/platform/resource'
import { useRowKeys } from '@/platform/row-keys'
import { Banner, EmptyState, List, ListRow, MoreButton, NotYet, StatusChip } from '@/ui'
import { ListAndPane } from '../ListAndPane'
import { StaffPage } from '../StaffPage'
import type { AreaName } from '../useStaffRail'
import { secondPersonCopy, type SecondPersonWords } from './copy'
import { approve, fetchEarlierOf, inOrder, listPath, partIn, refuse, type SecondPersonKind, type SignedByTwo } from './kind'
import { refusalDraftOf, SecondPersonPane, type Shown } from './SecondPersonPane'

interface Kind<T extends SignedByTwo> {
  kind: SecondPersonKind<T>
  words: SecondPersonWords<T['state']>
  /** What a row says of it after its time. */
  note: (each: T) => string
  shown: Shown<T>
}

export interface SecondPersonProps<T extends SignedByTwo> extends Kind<T> {
  title: string
  area: AreaName
  /** Left again to where the shift begins. */
  back?: boolean
  /** It changes by itself: looked at again every few seconds. */
  goesOn?: (each: T) => boolean
  /** Other ways from here. */
  children?: ReactNode
}

const GOES_ON_SECONDS = 2

/** What takes effect with two: the second person opens one, reads all of it, signs or refuses; whoever handed it in may take it back (R17). */
export function SecondPersonPage<T extends SignedByTwo>({ title, area, back, goesOn, children, ...of }: SecondPersonProps<T>) {
  const { kind, words } = of
  const list = useResource(listPath(kind.base), {
    schema: kind.page,
    everySeconds: (shown) => (goesOn && shown?.items.some(goesOn) ? GOES_ON_SECONDS : 0),
  })
  return (
    <StaffPage title={title} area={area} back={back} onReconnect={() => void list.reload()}>
      {children}
      {list.data ? (
        list.data.items.length > 0 ? (
          <Rows {...of} page={list.data} />
        ) : (
          <EmptyState icon="list-checks" title={words.empty} sentence={words.emptyWhy} />
        )
      ) : (
        <NotYet of={list} rows={4} />
      )}
    </StaffPage>
  )
}

function Rows<T extends SignedByTwo>({ kind, words, note, shown, page }: Kind<T> & { page: { items: T[]; next: string | null } }) {
  const own = useCopy(secondPersonCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const { items, forget, earlier } = useEarlier(page, fetchEarlierOf(kind))
  const [openId, open] = useState<string | null>(null)
  const [said, say] = useState<{ tone: 'good' | 'bad'; text: string } | null>(null)
  const [working, setWorking] = useState(false)
  useRowKeys(kind.name)
  const chosen = items.find(({ id }) => id === openId)
  const decide = async (act: () => Promise<T>) => {
    setWorking(true)
    say(null)
    try {
      const { state } = await act()
      say({ tone: 'good', text: state === 'done' ? words.done : words.refusedDone })
      forget()
    } catch (cause) {
      say({ tone: 'bad', text: pick(toApiError(cause)) })
    } finally {
      setWorking(false)
      void refreshResources(kind.changes)
    }
  }
  const refuseFor = async (id: string, reason: string) => {
    const refused = await refuse(kind, { id, reason })
    forgetDraft(refusalDraftOf(kind, id))
    return refused
  }
  const show = (id: string | null) => {
    open(id)
    say(null)
  }
  const good =
    said?.tone === 'good' ? (
      <Banner tone="good" live>
        {said.text}
      </Banner>
    ) : null
  return (
    <ListAndPane
      list={
        <>
          {chosen ? null : good}
          <List label={words.list}>
            {inOrder(items).map((each, i) => {
              const isMine = partIn(each) === 'sign'
              const state: T['state'] = each.state
              return (
                <ListRow
                  key={each.id}
                  id={`${kind.name}-${i + 1}`}
                  icon={kind.icon}
                  tone={isMine ? 'warn' : 'plain'}
                  title={shown.heading(each)}
                  note={`${formatWhen(each.at, { language, now: serverNow() })} · ${note(each)}${each.mine ? ` · ${own.mine}` : ''}`}
                  trailing={<StatusChip tone={kind.tones[state]} word={isMine ? own.forMe : words.states[state]} />}
                  onPress={() => show(each.id)}
                  current={each.id === openId}
                />
              )
            })}
          </List>
          <MoreButton earlier={earlier} small />
        </>
      }
      pane={
        chosen ? (
          <View className="l-stack">
            {good}
            <SecondPersonPane
              key={chosen.id}
              kind={kind}
              words={words}
              shown={shown}
              view={chosen}
              problem={said?.tone === 'bad' ? said.text : ''}
              working={working}
              onApprove={() => void decide(() => approve(kind, chosen))}
              onRefuse={(reason) => void decide(() => refuseFor(chosen.id, reason))}
            />
          </View>
        ) : null
      }
      nothing={<EmptyState icon="list-checks" title={own.chooseOne} sentence={own.chooseOneWhy} />}
      follows={kind.isShort}
      keys={own.keys}
      back={own.back}
      onBack={() => show(null)}
    />
  )
}
