import { View } from '@tarojs/components'
import type { ApplicationPage } from '@zsb/shared/application'
import type { ConsentRequestList, JointPage } from '@zsb/shared/joint-application'
import type { WalletView } from '@zsb/shared/licence'
import type { NoticePage } from '@zsb/shared/notice'
import { STAFF_CAPACITIES } from '@zsb/shared/principal'
import type { PrivacyGuideView } from '@zsb/shared/privacy'
import { SubjectChoice, useGuideGate } from '@/features/account'
import { applicationsPath, applicationsSchema, jointsPath, jointsSchema } from '@/features/applications'
import { consentsPath, consentsSchema } from '@/features/joint-applications'
import { useHealthUntilOff } from '@/features/health-code'
import { noticesPath, noticesSchema } from '@/features/inbox'
import { walletOptions, walletPath } from '@/features/licences'
import { guidePath, guideSchema, useGuideAnswer } from '@/features/sign-in'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { serverNow } from '@/platform/clock'
import { useCopy } from '@/platform/copy'
import { useLive, usePollSeconds } from '@/platform/live'
import { goTo } from '@/platform/navigate'
import { callHelpLine } from '@/platform/phone'
import { refreshResources, useResource, type Resource } from '@/platform/resource'
import { useSession, type Who } from '@/platform/session'
import { useSettings } from '@/platform/settings'
import { Button, Card, Heading, Icon, List, ListRow, Page, Pressable, StatusChip, TextLink } from '@/ui'
import { ActionPanel } from './ActionPanel'
import { homeCopy } from './copy'
import { partOfDay } from './greeting'
import { listWaiting } from './waiting'
import { WaitingList } from './WaitingList'
import './home.scss'

/** Home by role: what waits for me comes first, then the entrances whose feature exists. */
export function HomeScreen() {
  const words = useCopy(homeCopy)
  const who = useSession((session) => session.who)
  const { elder, change } = useSettings()
  useGuideGate()
  const heading = (
    <View className="l-row l-grow">
      <Icon name="map-pin" />
      <View className="t-strong t-head">{words.place}</View>
    </View>
  )
  return (
    <Page title={words.title} tab="home" heading={heading} onReconnect={() => void refreshResources('/api/v1/')}>
      <View className="l-row l-between l-wrap">
        <Heading level={1} className="t-display l-grow z-greeting">
          {greetingOf(who, words, elder)}
        </Heading>
        <Pressable id="home-elder" className="z-elder-switch" onPress={() => change({ elder: !elder })}>
          <Icon name="a-large-small" />
          <View>{elder ? words.standard : words.elder}</View>
        </Pressable>
      </View>
      {who && STAFF_CAPACITIES.includes(who.capacity) ? null : <FindService />}
      {!who ? <Visitor /> : STAFF_CAPACITIES.includes(who.capacity) ? <ActionPanel capacity={who.capacity} licenceIds={[]} /> : <Citizen who={who} />}
      {elder ? (
        <Button kind="quiet" icon="phone" onPress={callHelpLine}>
          {words.help}
        </Button>
      ) : null}
    </Page>
  )
}

function greetingOf(who: Who | null, words: typeof homeCopy.zh, elder: boolean): string {
  if (!who) return words.welcome
  if (!who.name) return words.nameless
  return elder ? words.hello(who.name) : words[partOfDay(serverNow())](who.name)
}

/** 找事办: looks like the field it leads to; a row with its reason in elder mode. */
function FindService() {
  const words = useCopy(homeCopy)
  const elder = useSettings((settings) => settings.elder)
  if (!hasPage(ENTRANCES.serviceItems)) return null
  const open = () => goTo(ENTRANCES.serviceItems)
  if (elder)
    return (
      <List>
        <ListRow id="home-find" icon="search" title={words.find} note={words.findWhy} onPress={open} />
      </List>
    )
  return (
    <Pressable id="home-find" className="z-find" onPress={open}>
      <Icon name="search" />
      <View className="l-grow">
        <View className="t-strong">{words.find}</View>
        <View className="t-note">{words.findWhy}</View>
      </View>
    </Pressable>
  )
}

/** 一件事一次办; in elder mode 找事办 leads there, so that there are fewer entrances. */
function InOneGo({ alone = false }: { alone?: boolean }) {
  const words = useCopy(homeCopy)
  const elder = useSettings((settings) => settings.elder)
  if (elder || !hasPage(ENTRANCES.bundles)) return null
  const row = <ListRow id="home-bundles" icon="baby" title={words.bundles} note={words.bundlesWhy} onPress={() => goTo(ENTRANCES.bundles)} />
  return alone ? <List>{row}</List> : row
}

/** What the row of the privacy guide says: that it is to be answered, what was answered, or that there is a new version to answer. */
function useGuideNote(): string {
  const words = useCopy(homeCopy)
  const answer = useGuideAnswer((given) => given.answer)
  // Asked for only where an answer may be to an older version: a first launch asks the server for nothing.
  const guide = useResource<PrivacyGuideView>(answer ? guidePath : null, { schema: guideSchema, open: true })
  if (!answer) return words.guideWhy
  return guide.data && guide.data.version !== answer.version ? words.guideNew : words.guideSaid[answer.decision]
}

/** Before anybody has signed in: the way in, and the privacy guide with its two answers, in nobody's way (decision 27). */
function Visitor() {
  const words = useCopy(homeCopy)
  const guideNote = useGuideNote()
  return (
    <>
      <Card>
        <View className="l-stack">
          <View>{words.welcomeWhy}</View>
          {hasPage(ENTRANCES.signIn) ? (
            <Button id="home-sign-in" onPress={() => goTo(ENTRANCES.signIn)}>
              {words.signIn}
            </Button>
          ) : null}
        </View>
      </Card>
      <InOneGo alone />
      {hasPage(ENTRANCES.about) ? (
        <List>
          <ListRow id="home-guide" icon="shield-check" title={words.guide} note={guideNote} onPress={() => goTo(ENTRANCES.about, { guide: '1' })} />
        </List>
      ) : null}
      {hasPage(ENTRANCES.staffSignIn) ? (
        <TextLink id="to-staff" icon="building-2" chevron onPress={() => goTo(ENTRANCES.staffSignIn)}>
          {words.toStaff}
        </TextLink>
      ) : null}
    </>
  )
}

function Citizen({ who }: { who: Who }) {
  const words = useCopy(homeCopy)
  const ready = who.level === 'confirmed'
  const wallet = useResource<WalletView>(ready ? walletPath : null, walletOptions)
  const notices = useResource<NoticePage>(noticesPath, { schema: noticesSchema, everySeconds: usePollSeconds(60), asSelf: true })
  const applications = useResource<ApplicationPage>(ready && hasPage(ENTRANCES.application) ? applicationsPath : null, { schema: applicationsSchema })
  const consents = useResource<ConsentRequestList>(ready ? consentsPath : null, { schema: consentsSchema, asSelf: true })
  const joints = useResource<JointPage>(ready ? jointsPath : null, { schema: jointsSchema })
  const elder = useSettings((settings) => settings.elder)
  const isHealthCodeOn = Boolean(useHealthUntilOff().data?.active)
  useLive('notice.added', () => {
    void notices.reload()
    void applications.reload()
    void consents.reload()
    void joints.reload()
  })
  const asked: readonly Pick<Resource<unknown>, 'data' | 'error' | 'loading' | 'reload'>[] = [wallet, notices, applications, consents, joints]
  const licences = wallet.data?.items ?? []
  const unread = notices.data?.unread ?? 0
  return (
    <>
      <SubjectChoice />
      <ActionPanel capacity={who.capacity} licenceIds={licences.map(({ id }) => id)} />
      <WaitingList
        waiting={listWaiting({
          level: who.level,
          licences,
          notices: notices.data?.items ?? [],
          applications: applications.data?.items ?? [],
          consents: consents.data?.items ?? [],
          joints: joints.data?.items ?? [],
        })}
        known={asked.some(({ data, error }) => error && !data) ? 'lost' : asked.some(({ loading }) => loading) ? 'asking' : 'all'}
        onRetry={() => asked.forEach(({ reload }) => void reload())}
      />
      <List>
        {isHealthCodeOn ? (
          <ListRow id="home-health-code" icon="shield-check" title={words.healthCode} note={words.healthCodeWhy} onPress={() => goTo(ENTRANCES.healthCode)} />
        ) : null}
        <InOneGo />
        {hasPage(ENTRANCES.inbox) ? (
          <ListRow
            id="home-inbox"
            icon="inbox"
            title={words.inbox}
            note={words.inboxWhy}
            trailing={unread > 0 ? <StatusChip tone="info" word={words.unread(unread)} /> : undefined}
            onPress={() => goTo(ENTRANCES.inbox)}
          />
        ) : null}
        {hasPage(ENTRANCES.ledger) && !(elder && isHealthCodeOn) ? (
          <ListRow id="home-ledger" icon="eye" title={words.ledger} note={words.ledgerWhy} onPress={() => goTo(ENTRANCES.ledger)} />
        ) : null}
      </List>
    </>
  )
}
