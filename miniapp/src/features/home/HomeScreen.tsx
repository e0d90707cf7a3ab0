import { View } from '@tarojs/components'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { serverNow } from '@/platform/clock'
import { useCopy } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { callHelpLine } from '@/platform/phone'
import { useSession } from '@/platform/session'
import { useSettings } from '@/platform/settings'
import { Button, Card, Heading, Icon, List, ListRow, Page, Pressable, Section } from '@/ui'
import { homeCopy } from './copy'
import { ActionPanel } from './ActionPanel'
import { partOfDay } from './greeting'

const STAFF = new Set(['clerk', 'supervisor', 'approver', 'operator', 'guard', 'relyingParty'])

/** Home by role: what waits for me comes first, then the entrances whose feature exists. */
export function HomeScreen() {
  const words = useCopy(homeCopy)
  const who = useSession((session) => session.who)
  const { elder, change } = useSettings()
  const greeting = !who ? words.welcome : elder ? words.hello(who.name) : words[partOfDay(serverNow())](who.name)
  const isStaff = who !== null && STAFF.has(who.capacity)
  const heading = (
    <View className="l-row l-grow">
      <Icon name="map-pin" />
      <View className="t-strong t-head">{words.place}</View>
    </View>
  )
  return (
    <Page title={words.title} tab="home" heading={heading}>
      <View className="l-row l-between l-wrap">
        <Heading level={1} className="t-display l-grow z-greeting">
          {greeting}
        </Heading>
        <Pressable id="home-elder" className="z-elder-switch" onPress={() => change({ elder: !elder })}>
          <Icon name="a-large-small" />
          <View>{elder ? words.standard : words.elder}</View>
        </Pressable>
      </View>
      {who ? null : (
        <Card>
          <View>{words.welcomeWhy}</View>
          {hasPage(ENTRANCES.signIn) ? (
            <Button id="home-sign-in" onPress={() => goTo(ENTRANCES.signIn)}>
              {words.signIn}
            </Button>
          ) : null}
        </Card>
      )}
      <ActionPanel staff={isStaff} signedIn={who !== null} />
      {who && !isStaff ? (
        <Section title={words.waiting}>
          <List>
            {who.level === 'none' && hasPage(ENTRANCES.realName) ? (
              <ListRow
                id="home-real-name"
                icon="user-round-check"
                tone="warn"
                title={words.realName}
                note={words.realNameWhy}
                onPress={() => goTo(ENTRANCES.realName)}
              />
            ) : (
              <ListRow icon="circle-check" tone="plain" title={words.nothingWaiting} />
            )}
          </List>
        </Section>
      ) : null}
      {who && !isStaff && hasPage(ENTRANCES.ledger) ? (
        <List>
          <ListRow id="home-ledger" icon="eye" title={words.ledger} note={words.ledgerWhy} onPress={() => goTo(ENTRANCES.ledger)} />
        </List>
      ) : null}
      {elder ? (
        <Button kind="quiet" icon="phone" onPress={callHelpLine}>
          {words.help}
        </Button>
      ) : null}
    </Page>
  )
}
