import { useState } from 'react'
import { useCopy } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { callHelpLine } from '@/platform/phone'
import { useSession } from '@/platform/session'
import { Dialog, List, ListRow, Page } from '@/ui'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { accountCopy } from './copy'

/** Tab 我的: who one is, settings, help. */
export function MineScreen() {
  const words = useCopy(accountCopy)
  const who = useSession((session) => session.who)
  const [leaving, setLeaving] = useState(false)
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
          onConfirm={() => {
            setLeaving(false)
            useSession.getState().signOut()
          }}
        >
          {words.signOutWhy}
        </Dialog>
      }
    >
      <List>
        {who ? (
          <ListRow icon="user-round" title={who.name} note={who.officeName ?? who.organisationName} />
        ) : (
          <ListRow icon="user-round" title={words.signedOut} note={words.signedOutWhy} />
        )}
        {!who && hasPage(ENTRANCES.signIn) ? <ListRow id="mine-sign-in" icon="log-in" title={words.signIn} onPress={() => goTo(ENTRANCES.signIn)} /> : null}
      </List>
      <List>
        <ListRow id="mine-settings" icon="settings" title={words.settings} note={words.settingsWhy} onPress={() => goTo(ENTRANCES.settings)} />
        <ListRow id="mine-help" icon="phone" title={words.help} note={words.helpWhy} onPress={callHelpLine} />
        {who ? <ListRow id="mine-sign-out" icon="log-out" tone="plain" title={words.signOut} onPress={() => setLeaving(true)} /> : null}
      </List>
    </Page>
  )
}
