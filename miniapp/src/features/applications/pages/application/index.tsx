import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { isStale, STATUS_WORDS, type ApplicationView } from '@zsb/shared/application'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { callHelpLine } from '@/platform/phone'
import { toApiError } from '@/platform/request'
import { refreshResources } from '@/platform/resource'
import { scrollToTop } from '@/platform/scroll'
import { Banner, BottomSheet, Button, Card, Dialog, Fact, List, ListRow, Page, Section, StatusChip, TextLink } from '@/ui'
import { applicationPath, applicationSchema, urgeApplication, withdrawApplication } from '../../api'
import { readHandedIn, toneOf } from '../../case.flow'
import { caseCopy } from '../../case-copy'
import { AnswerList } from '../../components/AnswerList'
import { Delivery } from '../../components/Delivery'
import { HandedInFiles } from '../../components/HandedInFiles'
import { Headline } from '../../components/Headline'
import { MaterialSheets, type Asking } from '../../components/MaterialSheets'
import { OwnCase, useOwnCase } from '../../components/OwnCase'
import { chosenForOwed, Gap, Supplement } from '../../components/Supplement'
import { Timeline } from '../../components/Timeline'
import { WhySheet } from '../../components/WhySheet'
import { saysOf } from '../../useContested'
import { forgetChosen, useChosen } from '../../useChosen'
import '../../applications.scss'

/** One case 办件: where it is, until when and why, and what the applicant may do now. */
export default function ApplicationPage() {
  const words = useCopy(caseCopy)
  const { id = '' } = useRouter().params
  const application = useOwnCase<ApplicationView>(id ? applicationPath(id) : null, applicationSchema)
  if (application.data) return <Case application={application.data} onReload={application.reload} />
  return (
    <Page title={words.one} onReconnect={() => void application.reload()}>
      <OwnCase id="application" icon="list-checks" signInFirst={words.signInFirst} why={words.whySignIn} isNamed={id !== ''} found={application} />
    </Page>
  )
}

type Sheet = 'why' | 'filled' | 'withdraw' | null

function Case({ application, onReload }: { application: ApplicationView; onReload: () => Promise<void> }) {
  const words = useCopy(caseCopy)
  const pick = usePick()
  const { id, version, status, supplement, gap, actions, clocks, number, item } = application
  const [sheet, open] = useState<Sheet>(null)
  const [asking, ask] = useState<Asking | null>(null)
  // Whoever was filling it in elsewhere is told why the form is gone.
  const { from } = useRouter().params
  const [said, say] = useState<{ tone: 'info' | 'good' | 'bad'; text: string } | null>(from === 'draft' ? { tone: 'info', text: words.elsewhere } : null)
  const [working, setWorking] = useState(false)
  const choosing = useChosen(application, chosenForOwed(application))
  const finish = async (text: string) => {
    say({ tone: 'good', text })
    scrollToTop()
    await refreshResources('/api/v1/applications')
  }
  const act = async (work: () => Promise<unknown>, text: string) => {
    say(null)
    setWorking(true)
    try {
      await work()
      await finish(text)
    } catch (cause) {
      const error = toApiError(cause)
      say({ tone: 'bad', text: pick(error) })
      scrollToTop()
      if (isStale(error)) await onReload()
    } finally {
      setWorking(false)
      open(null)
    }
  }
  const bringing = {
    application,
    choosing,
    onAsk: ask,
    onSent: (text: string) => {
      forgetChosen(application)
      void finish(text)
    },
    onStale: () => void onReload(),
  }
  return (
    <Page
      title={pick(item)}
      onReconnect={() => void onReload()}
      over={
        <>
          <WhySheet open={sheet === 'why'} clocks={clocks} onClose={() => open(null)} />
          <BottomSheet id="filled" open={sheet === 'filled'} title={words.filledIn} onClose={() => open(null)}>
            <AnswerList application={application} read={readHandedIn(application)} masked contested={saysOf(application.contested)} caseId={id} />
            <HandedInFiles application={application} />
          </BottomSheet>
          <MaterialSheets
            application={application}
            asking={asking}
            onAgree={({ material, option }) => {
              choosing.choose(material.code, option.kind)
              ask(null)
            }}
            onRefuse={() => ask(null)}
          />
          <Dialog
            open={sheet === 'withdraw'}
            danger
            title={words.withdrawAsk}
            confirm={words.withdraw}
            refuse={words.withdrawStay}
            onConfirm={() => void act(() => withdrawApplication({ id, version }), words.withdrawn)}
            onRefuse={() => open(null)}
            working={working}
          >
            {words.withdrawWhy}
          </Dialog>
        </>
      }
    >
      <View className="l-stack">
        <View className="l-row">
          <StatusChip tone={toneOf(application)} word={pick(STATUS_WORDS[status])} />
        </View>
        {said ? (
          <Banner tone={said.tone} live>
            {said.text}
          </Banner>
        ) : null}
        {gap && actions.includes('fillGap') ? <Gap {...bringing} owed={gap} /> : null}
        {supplement && actions.includes('supply') ? (
          <Supplement {...bringing} owed={supplement} />
        ) : (
          <Headline application={application} onWhy={() => open('why')} />
        )}
        {application.delivery ? <Delivery delivery={application.delivery} /> : null}
        <Section title={words.process}>
          <Card>
            <Timeline application={application} />
          </Card>
        </Section>
        <List>
          {application.rateable && hasPage(ENTRANCES.rate) ? (
            <ListRow id="rate" icon="message-square-text" title={words.rate} note={words.rateWhy} onPress={() => goTo(ENTRANCES.rate, { id })} />
          ) : null}
          {application.objectable ? (
            <ListRow id="object" icon="flag" title={words.object} note={words.objectWhy} onPress={() => goTo(ENTRANCES.objection, { id })} />
          ) : null}
          {number ? (
            <View className="z-row">
              <View className="l-grow">
                <Fact name={words.number}>{number}</Fact>
              </View>
            </View>
          ) : null}
          {status === 'draft' ? null : (
            <ListRow id="see-filled" icon="file-text" title={words.filledIn} note={words.filledInWhy} onPress={() => open('filled')} />
          )}
          <ListRow icon="phone" title={words.help} onPress={callHelpLine} />
        </List>
        {application.mayUrge ? (
          <View className="l-stack-tight">
            <Button id="urge" kind="quiet" icon="clock" loading={working} onPress={() => void act(() => urgeApplication(id), words.urged)}>
              {words.urge}
            </Button>
            <View className="t-note t-centre">{words.urgeWhy}</View>
          </View>
        ) : null}
        {actions.includes('withdraw') ? (
          <TextLink id="withdraw" icon="circle-minus" onPress={() => open('withdraw')}>
            {words.withdraw}
          </TextLink>
        ) : null}
      </View>
    </Page>
  )
}
