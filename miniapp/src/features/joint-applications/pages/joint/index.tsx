import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { isStale } from '@zsb/shared/application'
import { JOINT_STATE_WORDS, wholeForm, type JointView } from '@zsb/shared/joint-application'
import { useState } from 'react'
import { AnswerList, OwnCase, readHandedIn, saysOf, TONE_OF_JOINT, ToWindow, useOwnCase } from '@/features/applications'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy, usePick } from '@/platform/copy'
import { useKeyFor } from '@/platform/key-for'
import { goTo } from '@/platform/navigate'
import { useOneAtATime } from '@/platform/one-at-a-time'
import { callHelpLine } from '@/platform/phone'
import { toApiError } from '@/platform/request'
import { scrollToTop } from '@/platform/scroll'
import { Banner, BottomSheet, Button, Card, Dialog, Heading, List, ListRow, Page, StatusChip, TextLink } from '@/ui'
import { decideJoint, jointPath, jointSchema, withdrawJoint } from '../../api'
import { HandedTo } from '../../components/HandedTo'
import { JointDeliveries } from '../../components/JointDeliveries'
import { JointGraph, JointHeadline, JointParts, JointRoles, JointWallet } from '../../components/JointProgress'
import { JointWhySheet } from '../../components/JointWhySheet'
import { Troubles } from '../../components/Troubles'
import { untilBegun } from '../../joint.flow'
import { jointCopy } from '../../joint-copy'
import '../../joint-applications.scss'

/** 联办: how far all of it is, who waits for whom, and what there is to decide. */
export default function JointPage() {
  const words = useCopy(jointCopy)
  const { id = '' } = useRouter().params
  const found = useOwnCase<JointView>(id ? jointPath(id) : null, jointSchema, untilBegun)
  if (found.data) return <Joint joint={found.data} onReload={found.reload} />
  return (
    <Page title={words.one} onReconnect={() => void found.reload()}>
      <OwnCase
        id="joint"
        icon="list-checks"
        signInFirst={words.signInToSee}
        why={words.whySee}
        isNamed={id !== ''}
        found={found}
        what={{ gone: words.gone, goneWhy: words.goneWhy }}
      />
    </Page>
  )
}

type Sheet = 'why' | 'filled' | 'handedIn' | 'withdraw' | null

function Joint({ joint, onReload }: { joint: JointView; onReload: () => Promise<void> }) {
  const words = useCopy(jointCopy)
  const pick = usePick()
  const [sheet, open] = useState<Sheet>(null)
  // Whoever was filling it in elsewhere is told why the form is gone.
  const { from } = useRouter().params
  const [said, say] = useState<{ tone: 'info' | 'bad'; text: string } | null>(from === 'draft' ? { tone: 'info', text: words.elsewhere } : null)
  const [working, setWorking] = useState(false)
  const keyFor = useKeyFor()
  const oneAtATime = useOneAtATime()
  const { id, version, state, isDraft, bundle } = joint
  const failed = (cause: unknown) => {
    const error = toApiError(cause)
    const isLate = isStale(error) || error.code === 'JOINT_NOTHING_TO_DECIDE'
    say(isLate ? { tone: 'info', text: words.stale } : { tone: 'bad', text: pick(error) })
    scrollToTop()
    if (isLate) void onReload()
  }
  const changeOnce = async (work: () => Promise<unknown>) => {
    say(null)
    setWorking(true)
    try {
      await work()
      await onReload()
    } catch (cause) {
      failed(cause)
    } finally {
      setWorking(false)
      open(null)
    }
  }
  const change = (work: () => Promise<unknown>) => oneAtATime(() => changeOnce(work))
  const decide = ({ kind, of }: JointView['troubles'][number], answer: 'stop' | 'goOn') => {
    const body = { version, kind, of, said: answer }
    return change(() => decideJoint({ id, body, key: keyFor(body) }))
  }
  const withdraw = () => change(() => withdrawJoint({ id, version, key: keyFor([id, version, 'withdraw']) }))
  const handedIn = readHandedIn({ form: wholeForm(joint), answers: joint.answers, sourced: joint.sourced })
  if (isDraft)
    return (
      <Page title={pick(bundle)} onReconnect={() => void onReload()}>
        <Card>
          <Heading level={2} className="t-display">
            {words.draftTitle}
          </Heading>
          <View className="t-note">{words.draftWhy}</View>
          <Button id="resume" onPress={() => goTo(ENTRANCES.jointApply, { id })}>
            {words.resume}
          </Button>
          <ToWindow application={joint} page={ENTRANCES.jointAtWindow} />
        </Card>
      </Page>
    )
  return (
    <Page
      title={pick(bundle)}
      onReconnect={() => void onReload()}
      over={
        <>
          <JointWhySheet open={sheet === 'why'} joint={joint} onClose={() => open(null)} />
          <BottomSheet id="filled" open={sheet === 'filled'} title={words.filledIn} onClose={() => open(null)}>
            <AnswerList application={{ form: wholeForm(joint), sourced: joint.sourced }} read={handedIn} masked contested={saysOf(joint.contested)} />
          </BottomSheet>
          <BottomSheet id="handed-in" open={sheet === 'handedIn'} title={words.handedIn} onClose={() => open(null)}>
            <HandedTo joint={joint} asked={handedIn.asked} />
          </BottomSheet>
          <Dialog
            open={sheet === 'withdraw'}
            danger
            title={words.withdrawAsk}
            confirm={words.withdraw}
            refuse={words.withdrawStay}
            onConfirm={() => void withdraw()}
            onRefuse={() => open(null)}
            working={working}
          >
            {words.withdrawWhy(
              joint.parts
                .filter(({ mayWithdraw }) => mayWithdraw)
                .map(pick)
                .join(words.between),
            )}
          </Dialog>
        </>
      }
    >
      <View className="l-stack">
        {state ? (
          <View className="l-row">
            {joint.withdrawnAt ? (
              <StatusChip tone="plain" word={words.withdrawnState} />
            ) : (
              <StatusChip tone={TONE_OF_JOINT[state]} word={pick(JOINT_STATE_WORDS[state])} />
            )}
          </View>
        ) : null}
        {said ? (
          <Banner tone={said.tone} live>
            {said.text}
          </Banner>
        ) : null}
        <JointHeadline joint={joint} onWhy={() => open('why')} />
        {/* Taken back by herself: nothing went wrong, and nothing goes on. */}
        {joint.withdrawnAt ? null : <Troubles joint={joint} working={working} onDecide={(trouble, answer) => void decide(trouble, answer)} />}
        <JointDeliveries joint={joint} />
        {joint.withdrawnAt ? null : (
          <>
            <JointGraph joint={joint} />
            <JointRoles joint={joint} />
          </>
        )}
        <JointParts joint={joint} onFailed={failed} />
        <JointWallet joint={joint} onFailed={failed} />
        <List>
          {joint.rateable && hasPage(ENTRANCES.rate) ? (
            <ListRow id="rate" icon="message-square-text" title={words.rate} note={words.rateWhy} onPress={() => goTo(ENTRANCES.rate, { id })} />
          ) : null}
          <ListRow id="see-filled" icon="file-text" title={words.filledIn} note={words.filledInWhy} onPress={() => open('filled')} />
          <ListRow id="see-handed-in" icon="building-2" title={words.handedIn} note={words.handedInWhy} onPress={() => open('handedIn')} />
          <ListRow icon="phone" title={words.help} onPress={callHelpLine} />
        </List>
        {joint.mayWithdraw ? (
          <TextLink id="withdraw-all" icon="circle-minus" onPress={() => open('withdraw')}>
            {words.withdraw}
          </TextLink>
        ) : null}
      </View>
    </Page>
  )
}
