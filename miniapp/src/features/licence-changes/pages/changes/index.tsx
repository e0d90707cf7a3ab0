import { View } from '@tarojs/components'
import type { StateChangeView } from '@zsb/shared/licence'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { StaffPage } from '@/features/staff'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { forgetDraft } from '@/platform/draft'
import { goTo } from '@/platform/navigate'
import { toApiError } from '@/platform/request'
import { refreshResources, useResource } from '@/platform/resource'
import { useRowKeys } from '@/platform/row-keys'
import { Banner, Button, EmptyState, ErrorState, List, ListRow, Skeleton, StatusChip, TextLink, type Tone } from '@/ui'
import { approveChange, changesPath, changesSchema, refuseChange } from '../../api'
import { inOrder, partIn } from '../../change.flow'
import { ChangePane, refusalDraftOf } from '../../components/ChangePane'
import { changesCopy } from '../../copy'
import '../../licence-changes.scss'

/** Changes of state of this counter or region; the second person opens one, reads all of it, signs or refuses (R17). */
export default function ChangesPage() {
  const words = useCopy(changesCopy)
  const list = useResource(changesPath, { schema: changesSchema })
  return (
    <StaffPage title={words.title} area="licences" onReconnect={() => void list.reload()}>
      <View className="l-pair z-narrow">
        <Button id="begin-change" kind="quiet" icon="file-text" small onPress={() => goTo(ENTRANCES.licenceChange)}>
          {words.begin}
        </Button>
        <Button id="open-reports" kind="quiet" icon="flag" small onPress={() => goTo(ENTRANCES.licenceReports)}>
          {words.reports}
        </Button>
      </View>
      {list.data ? (
        list.data.items.length > 0 ? (
          <Changes changes={inOrder(list.data.items)} />
        ) : (
          <EmptyState icon="list-checks" title={words.empty} sentence={words.emptyWhy} />
        )
      ) : list.error ? (
        <ErrorState error={list.error} onRetry={list.reload} />
      ) : (
        <Skeleton rows={4} />
      )}
    </StaffPage>
  )
}

const TONES: Record<StateChangeView['state'], Tone> = { pending: 'warn', done: 'good', refused: 'plain', overtaken: 'plain', expired: 'plain' }

function Changes({ changes }: { changes: readonly StateChangeView[] }) {
  const words = useCopy(changesCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [openId, open] = useState<string | null>(null)
  const [said, say] = useState<{ tone: 'good' | 'bad'; text: string } | null>(null)
  const [working, setWorking] = useState(false)
  useRowKeys('change')
  const chosen = changes.find(({ id }) => id === openId)
  const decide = async (act: () => Promise<StateChangeView>) => {
    setWorking(true)
    say(null)
    try {
      const { state } = await act()
      say({ tone: 'good', text: state === 'done' ? words.done : words.refusedDone })
    } catch (cause) {
      say({ tone: 'bad', text: pick(toApiError(cause)) })
    } finally {
      setWorking(false)
      void refreshResources('/api/v1/staff/licences')
    }
  }
  const refuseFor = async (id: string, reason: string) => {
    const refused = await refuseChange({ id, reason })
    forgetDraft(refusalDraftOf(id))
    return refused
  }
  const show = (id: string | null) => {
    open(id)
    say(null)
  }
  return (
    <View className={`z-two${chosen ? ' is-open' : ''}`}>
      <View className="z-two-list">
        <List label={words.list}>
          {changes.map((change, i) => (
            <ListRow
              key={change.id}
              id={`change-${i + 1}`}
              icon="file-text"
              tone={partIn(change) === 'sign' ? 'warn' : 'plain'}
              title={words.heading({ action: pick(change.action), licence: pick(change.licenceName) })}
              note={`${formatWhen(change.at, { language, now: serverNow() })} · ${change.caseNumber}${change.mine ? ` · ${words.mine}` : ''}`}
              trailing={<StatusChip tone={TONES[change.state]} word={partIn(change) === 'sign' ? words.forMe : words.states[change.state]} />}
              onPress={() => show(change.id)}
              current={change.id === openId}
            />
          ))}
        </List>
      </View>
      <View className="z-two-pane">
        {chosen ? (
          <View className="l-stack">
            <View className="z-two-back">
              <TextLink id="back-to-list" icon="chevron-left" onPress={() => show(null)}>
                {words.backToList}
              </TextLink>
            </View>
            {said?.tone === 'good' ? (
              <Banner tone="good" live>
                {said.text}
              </Banner>
            ) : null}
            <ChangePane
              key={chosen.id}
              change={chosen}
              problem={said?.tone === 'bad' ? said.text : ''}
              working={working}
              onApprove={() => void decide(() => approveChange(chosen))}
              onRefuse={(reason) => void decide(() => refuseFor(chosen.id, reason))}
            />
          </View>
        ) : (
          <EmptyState icon="list-checks" title={words.chooseOne} sentence={words.chooseOneWhy} />
        )}
      </View>
    </View>
  )
}
