import { View } from '@tarojs/components'
import type { ConsentRequestView } from '@zsb/shared/joint-application'
import { toCalendarDate } from '@zsb/shared/time'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { useKeyFor } from '@/platform/key-for'
import { goTo, goToTab } from '@/platform/navigate'
import { useOneAtATime } from '@/platform/one-at-a-time'
import { callHelpLine } from '@/platform/phone'
import { refreshResources } from '@/platform/resource'
import { toApiError, type ApiError } from '@/platform/request'
import { scrollToTop } from '@/platform/scroll'
import { ActionBar, Banner, Button, Card, Dialog, Fact, FieldTags, Heading, List, ListRow, Page, StatusChip } from '@/ui'
import { answerConsent } from '../api'
import { consentCopy } from '../consent-copy'
import { consentsPath } from '../list-api'

const TONES = { pending: 'warn', given: 'good', declined: 'plain', withdrawn: 'plain' } as const

/** One request 授权请求: who asks for what, for whom, which licences, to whom they go, until when; two answers of one weight. */
export function ConsentRequest({ request, onReload }: { request: ConsentRequestView; onReload: () => Promise<void> }) {
  const words = useCopy(consentCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<ApiError | null>(null)
  const [changed, setChanged] = useState(false)
  const [takingBack, takeBack] = useState(false)
  const keyFor = useKeyFor()
  const { id, state, actions, bundle, role, asker, about, asks, licences, offices, lastDay } = request
  const named = licences.map(pick).join(words.between)
  const day = formatDay(lastDay, language)
  const oneAtATime = useOneAtATime()
  const answerOnce = async (said: 'given' | 'declined') => {
    setProblem(null)
    setChanged(false)
    setWorking(true)
    try {
      await answerConsent({ id, answer: said, key: keyFor([id, said, state]) })
      await onReload()
      void refreshResources(consentsPath)
    } catch (cause) {
      const error = toApiError(cause)
      if (error.code === 'JOINT_CONSENT_CLOSED') {
        setChanged(true)
        await onReload()
      } else setProblem(error)
    } finally {
      setWorking(false)
      takeBack(false)
      scrollToTop()
    }
  }
  const answer = (said: 'given' | 'declined') => oneAtATime(() => answerOnce(said))
  const isLapsed = state === 'declined' && toCalendarDate(serverNow()) > lastDay
  return (
    <Page
      title={words.title}
      onReconnect={() => void onReload()}
      actions={
        actions.includes('give') ? (
          <ActionBar>
            <Button id="consent-decline" kind="quiet" onPress={() => void answer('declined')} loading={working}>
              {words.decline}
            </Button>
            <Button id="consent-give" kind="quiet" onPress={() => void answer('given')} loading={working}>
              {words.give}
            </Button>
          </ActionBar>
        ) : undefined
      }
      over={
        <Dialog
          open={takingBack}
          danger
          title={words.takeBackAsk}
          confirm={words.takeBack}
          refuse={words.takeBackStay}
          onConfirm={() => void answer('declined')}
          onRefuse={() => takeBack(false)}
          working={working}
        >
          {words.takeBackWhy}
        </Dialog>
      }
    >
      <View id="consent-request" className="l-stack">
        <View className="l-row">
          <StatusChip tone={TONES[state]} word={words.states[state]} />
        </View>
        {changed ? (
          <Banner tone="info" live>
            {words.changed}
          </Banner>
        ) : null}
        {problem ? (
          <Banner tone="bad" live>
            <View>{pick(problem)}</View>
            {problem.code === 'JOINT_CONSENT_LICENCE_MISSING' ? (
              <Button id="to-wallet" kind="quiet" small icon="wallet-cards" onPress={() => goToTab('wallet')}>
                {words.toWallet}
              </Button>
            ) : null}
          </Banner>
        ) : null}
        {state === 'given' ? (
          <Banner tone="good">{words.given}</Banner>
        ) : state === 'declined' ? (
          <Banner tone="info">{isLapsed ? words.lapsed(day) : words.declined}</Banner>
        ) : state === 'withdrawn' ? (
          <Banner tone="info">{words.withdrawn}</Banner>
        ) : null}
        <View>
          <Heading level={2} className="t-title">
            {words.asks({ asker: asker ?? words.somebody, licences: named })}
          </Heading>
          {asker ? <View className="t-note">{words.proof}</View> : null}
        </View>
        <Card>
          <View>
            <Fact name={words.what}>{pick(bundle)}</Fact>
            {about.map((each) => (
              <Fact key={each.zh} name={pick(each)}>
                {each.value}
              </Fact>
            ))}
            <Fact name={words.role}>{pick(role)}</Fact>
            <Fact name={words.offices}>{offices.map(pick).join(words.between)}</Fact>
          </View>
          <View className="t-note">{words.officesWhy}</View>
          <View className="t-note">{words.licences(licences.length)}</View>
          <FieldTags labels={licences.map(pick)} />
        </Card>
        <Card>
          <View className="t-note">{words.read}</View>
          <View className="z-said">{pick(asks)}</View>
          {state === 'pending' ? <Fact name={words.until}>{words.untilWhy(day)}</Fact> : null}
        </Card>
        {actions.includes('takeBack') ? (
          <Button id="consent-take-back" kind="quiet" onPress={() => takeBack(true)}>
            {words.takeBack}
          </Button>
        ) : null}
        <List>
          {(state === 'given' || state === 'declined') && hasPage(ENTRANCES.ledger) ? (
            <ListRow id="consent-ledger" icon="eye" title={words.ledger} onPress={() => goTo(ENTRANCES.ledger)} />
          ) : null}
          <ListRow icon="phone" title={words.help} onPress={callHelpLine} />
        </List>
      </View>
    </Page>
  )
}
