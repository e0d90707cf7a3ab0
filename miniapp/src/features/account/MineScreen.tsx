import { STAFF_CAPACITIES } from '@zsb/shared/principal'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { callHelpLine } from '@/platform/phone'
import { useSession, type Who } from '@/platform/session'
import { Dialog, List, ListRow, Page, Section, type IconName } from '@/ui'
import { accountCopy } from './copy'
import { useGuideGate } from './guide-gate'
import { leave } from './leave'

/** Tab 我的: who one is, what was done with one's data, safety, settings, help. */
export function MineScreen() {
  const words = useCopy(accountCopy)
  const who = useSession((session) => session.who)
  useGuideGate()
  const isStaff = who !== null && STAFF_CAPACITIES.includes(who.capacity)
  const [leaving, setLeaving] = useState(false)
  const [working, setWorking] = useState(false)
  const goOut = async () => {
    setWorking(true)
    await leave()
    setWorking(false)
    setLeaving(false)
  }
  return (
    <Page
      title={words.title}
      tab="mine"
      over={
        <Dialog
          open={leaving}
          title={words.signOutAsk}
          confirm={words.signOut}
          refuse={words.signOutStay}
          onRefuse={() => setLeaving(false)}
          onConfirm={() => void goOut()}
          working={working}
        >
          {words.signOutWhy}
        </Dialog>
      }
    >
      {!who ? (
        <Nobody />
      ) : isStaff ? (
        <List>
          <ListRow icon="building-2" title={who.name} note={who.windowName ?? who.officeName} />
        </List>
      ) : (
        <Person who={who} />
      )}
      {who && !isStaff ? (
        <>
          <Section title={words.records}>
            <List>
              <Way name="applications" icon="list-checks" />
              <Way name="ledger" icon="eye" />
              <Way name="inbox" icon="inbox" />
            </List>
          </Section>
          <Section title={words.safety}>
            <List>
              <Way name="myData" icon="id-card" />
              <Way name="family" icon="users-round" />
              <Way name="phone" icon="phone" />
              <Way name="password" icon="lock" />
              <Way name="sessions" icon="smartphone" />
              <Way name="consents" icon="shield-check" />
            </List>
          </Section>
        </>
      ) : null}
      <List>
        <Way name="settings" icon="settings" />
        <ListRow id="mine-help" icon="phone" title={words.help} note={words.helpWhy} onPress={callHelpLine} />
        {hasPage(ENTRANCES.about) ? <ListRow id="mine-about" icon="info" title={words.about} onPress={() => goTo(ENTRANCES.about)} /> : null}
        {who ? <ListRow id="mine-sign-out" icon="log-out" tone="plain" title={words.signOut} onPress={() => setLeaving(true)} /> : null}
      </List>
    </Page>
  )
}

type WayName = 'applications' | 'ledger' | 'inbox' | 'myData' | 'family' | 'phone' | 'password' | 'sessions' | 'consents' | 'settings'

/** A row that leads to a page of this build. */
function Way({ name, icon }: { name: WayName; icon: IconName }) {
  const words = useCopy(accountCopy)
  if (!hasPage(ENTRANCES[name])) return null
  return <ListRow id={`mine-${name}`} icon={icon} title={words[name]} note={words[`${name}Why`]} onPress={() => goTo(ENTRANCES[name])} />
}

function Person({ who }: { who: Who }) {
  const words = useCopy(accountCopy)
  const level = who.level === 'registered' || who.level === 'confirmed' ? who.level : 'none'
  return (
    <List>
      <ListRow icon="user-round" title={who.name || words.nameless} note={words.levels[level]} />
      {level !== 'confirmed' && hasPage(ENTRANCES.realName) ? (
        <ListRow
          id="mine-real-name"
          icon="user-round-check"
          tone={level === 'none' ? 'warn' : 'accent'}
          title={level === 'none' ? words.realName : words.raise}
          note={level === 'none' ? words.realNameWhy : words.raiseWhy}
          onPress={() => goTo(ENTRANCES.realName)}
        />
      ) : null}
    </List>
  )
}

function Nobody() {
  const words = useCopy(accountCopy)
  return (
    <List>
      <ListRow icon="user-round" title={words.signedOut} note={words.signedOutWhy} />
      {hasPage(ENTRANCES.signIn) ? <ListRow id="mine-sign-in" icon="log-in" title={words.signIn} onPress={() => goTo(ENTRANCES.signIn)} /> : null}
    </List>
  )
}
