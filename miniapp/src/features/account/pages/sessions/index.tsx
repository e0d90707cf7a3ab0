import { View } from '@tarojs/components'
import type { SessionPage, SessionView } from '@zsb/shared/session'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { useEarlier } from '@/platform/earlier'
import { goToTab } from '@/platform/navigate'
import { toApiError } from '@/platform/request'
import { useResource } from '@/platform/resource'
import { useSession } from '@/platform/session'
import { Banner, Button, Card, Dialog, EmptyState, Heading, List, ListRow, MoreButton, NotYet, Page, StatusChip } from '@/ui'
import { endOtherSessions, fetchEarlierSessions, freezeAccount, sessionsSchema } from '../../api'
import { safetyCopy } from '../../safety-copy'
import { endSession, sessionsPath } from '../../start-api'

/** What a dialog asks before it is done. */
type Asked = { about: 'one'; session: SessionView } | { about: 'others' } | { about: 'freeze' }

export default function SessionsPage() {
  const words = useCopy(safetyCopy)
  const pick = usePick()
  const list = useResource<SessionPage>(sessionsPath, { schema: sessionsSchema, asSelf: true })
  const { items, earlier, forget } = useEarlier(list.data, fetchEarlierSessions)
  const [asked, ask] = useState<Asked | null>(null)
  const [working, setWorking] = useState(false)
  const [said, say] = useState<{ tone: 'good' | 'bad'; sentence: string } | null>(null)
  const [frozen, setFrozen] = useState(false)

  const doIt = async () => {
    if (!asked) return
    setWorking(true)
    say(null)
    try {
      if (asked.about === 'one') await endSession(asked.session.id)
      else if (asked.about === 'others') {
        const { ended } = await endOtherSessions()
        say({ tone: 'good', sentence: words.othersDone(ended) })
      } else {
        await freezeAccount()
        setFrozen(true)
        useSession.getState().signOut()
      }
      if (asked.about !== 'freeze') {
        forget()
        await list.reload()
      }
    } catch (cause) {
      say({ tone: 'bad', sentence: pick(toApiError(cause)) })
    } finally {
      setWorking(false)
      ask(null)
    }
  }
  const dialog = {
    one: {
      title: asked?.about === 'one' ? words.signOutThatAsk(asked.session.device.name) : '',
      why: words.signOutThatWhy,
      confirm: words.signOutThat,
      refuse: words.stay,
    },
    others: { title: words.signOutOthersAsk, why: words.signOutOthersWhy, confirm: words.signOutOthers, refuse: words.stay },
    freeze: { title: words.freezeAsk, why: words.freezeAskWhy, confirm: words.freezeDo, refuse: words.freezeNot },
  }[asked?.about ?? 'others']

  if (frozen)
    return (
      <Page title={words.freeze} leave="none">
        <EmptyState icon="snowflake" title={words.frozen} sentence={words.frozenWhy}>
          <Button id="frozen-home" onPress={() => goToTab('home')}>
            {words.toHome}
          </Button>
        </EmptyState>
      </Page>
    )
  return (
    <Page
      title={words.sessions}
      onReconnect={() => void list.reload()}
      over={
        <Dialog
          open={asked !== null}
          title={dialog.title}
          confirm={dialog.confirm}
          refuse={dialog.refuse}
          danger
          onConfirm={() => void doIt()}
          onRefuse={() => ask(null)}
          working={working}
        >
          {dialog.why}
        </Dialog>
      }
    >
      <View className="l-stack">
        <View>{words.sessionsWhy}</View>
        {said ? (
          <Banner tone={said.tone} live>
            {said.sentence}
          </Banner>
        ) : null}
        {list.data ? (
          <>
            <List>
              {items.map((session, index) => (
                <SessionRow key={session.id} id={`session-${index + 1}`} session={session} onEnd={() => ask({ about: 'one', session })} />
              ))}
            </List>
            <MoreButton earlier={earlier} />
            {items.length > 1 ? (
              <Button id="sign-out-others" kind="quiet" icon="log-out" onPress={() => ask({ about: 'others' })}>
                {words.signOutOthers}
              </Button>
            ) : null}
          </>
        ) : (
          <NotYet of={list} rows={3} />
        )}
        <Card>
          <View className="l-stack">
            <Heading level={2} className="t-head">
              {words.freeze}
            </Heading>
            <View>{words.freezeWhy}</View>
            <Button id="freeze" kind="danger" icon="snowflake" onPress={() => ask({ about: 'freeze' })}>
              {words.freeze}
            </Button>
          </View>
        </Card>
      </View>
    </Page>
  )
}

/** A browser is on a phone as often as on a desk: its name says which. */
const isPhone = ({ device }: SessionView) => device.platform !== 'h5' || /Android|iOS|HarmonyOS/.test(device.name)

function SessionRow({ id, session, onEnd }: { id: string; session: SessionView; onEnd: () => void }) {
  const words = useCopy(safetyCopy)
  const language = useSpokenLanguage()
  const note = words.lastUsed(words.methods[session.method], formatWhen(session.lastUsedAt, { language, now: serverNow() }))
  return (
    <ListRow
      id={id}
      icon={isPhone(session) ? 'smartphone' : 'monitor'}
      tone={session.current ? 'accent' : 'plain'}
      title={session.device.name}
      note={note}
      trailing={
        session.current ? (
          <StatusChip tone="good" word={words.here} />
        ) : (
          <Button id={`${id}-end`} kind="quiet" small narrow label={`${words.signOutThat} ${session.device.name}`} onPress={onEnd}>
            {words.signOutThat}
          </Button>
        )
      }
    />
  )
}
