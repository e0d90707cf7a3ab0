import { View } from '@tarojs/components'
import type { PublicationView } from '@zsb/shared/content'
import { useState } from 'react'
import { ListAndPane, StaffPage } from '@/features/staff'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { forgetDraft } from '@/platform/draft'
import { toApiError } from '@/platform/request'
import { refreshResources, useResource } from '@/platform/resource'
import { useRowKeys } from '@/platform/row-keys'
import { Banner, EmptyState, ErrorState, List, ListRow, Skeleton, StatusChip, type Tone } from '@/ui'
import { approve, CONTENT_BASE, publicationsPath, publicationsSchema, refuse } from '../../api'
import { PublicationPane, refusalDraftOf } from '../../components/PublicationPane'
import { publishingCopy } from '../../copy'
import { inOrder, partIn } from '../../publishing.flow'
import '../../publishing.scss'

/** 发布记录: what was handed in; the second operator opens one, reads all of it, signs or refuses (R17). */
export default function PublicationsPage() {
  const words = useCopy(publishingCopy)
  const list = useResource(publicationsPath, { schema: publicationsSchema })
  return (
    <StaffPage title={words.records} area="content" onReconnect={() => void list.reload()}>
      {list.data ? (
        list.data.items.length > 0 ? (
          <Publications publications={inOrder(list.data.items)} />
        ) : (
          <EmptyState icon="list-checks" title={words.recordsEmpty} sentence={words.recordsEmptyWhy} />
        )
      ) : list.error ? (
        <ErrorState error={list.error} onRetry={list.reload} />
      ) : (
        <Skeleton rows={4} />
      )}
    </StaffPage>
  )
}

const TONES: Record<PublicationView['state'], Tone> = { pending: 'warn', done: 'good', refused: 'plain', expired: 'plain' }

function Publications({ publications }: { publications: readonly PublicationView[] }) {
  const words = useCopy(publishingCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [openId, open] = useState<string | null>(null)
  const [said, say] = useState<{ tone: 'good' | 'bad'; text: string } | null>(null)
  const [working, setWorking] = useState(false)
  useRowKeys('publication')
  const chosen = publications.find(({ id }) => id === openId)
  const nameOf = ({ name, code }: PublicationView) => (name ? pick(name) : code)
  const decide = async (act: () => Promise<PublicationView>) => {
    setWorking(true)
    say(null)
    try {
      const { state } = await act()
      say({ tone: 'good', text: state === 'done' ? words.done : words.refusedDone })
    } catch (cause) {
      say({ tone: 'bad', text: pick(toApiError(cause)) })
    } finally {
      setWorking(false)
      void refreshResources(CONTENT_BASE)
    }
  }
  const refuseFor = async (id: string, reason: string) => {
    const refused = await refuse({ id, reason })
    forgetDraft(refusalDraftOf(id))
    return refused
  }
  const show = (id: string | null) => {
    open(id)
    say(null)
  }
  return (
    <ListAndPane
      list={
        <List label={words.recordsList}>
          {publications.map((each, i) => (
            <ListRow
              key={each.id}
              id={`publication-${i + 1}`}
              icon="file-text"
              tone={partIn(each) === 'sign' ? 'warn' : 'plain'}
              title={words.heading({ move: words.moves[each.move], name: nameOf(each), version: each.version })}
              note={`${formatWhen(each.at, { language, now: serverNow() })} · ${words.kinds[each.kind]}${each.mine ? ` · ${words.mine}` : ''}`}
              trailing={<StatusChip tone={TONES[each.state]} word={partIn(each) === 'sign' ? words.forMe : words.recordStates[each.state]} />}
              onPress={() => show(each.id)}
              current={each.id === openId}
            />
          ))}
        </List>
      }
      pane={
        chosen ? (
          <View className="l-stack">
            {said?.tone === 'good' ? (
              <Banner tone="good" live>
                {said.text}
              </Banner>
            ) : null}
            <PublicationPane
              key={chosen.id}
              publication={chosen}
              problem={said?.tone === 'bad' ? said.text : ''}
              working={working}
              onApprove={() => void decide(() => approve(chosen))}
              onRefuse={(reason) => void decide(() => refuseFor(chosen.id, reason))}
            />
          </View>
        ) : null
      }
      nothing={<EmptyState icon="list-checks" title={words.chooseRecord} sentence={words.signs} />}
      keys={words.keys}
      back={words.backToList}
      onBack={() => show(null)}
    />
  )
}
