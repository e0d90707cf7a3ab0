import { View } from '@tarojs/components'
import type { StateChangeView } from '@zsb/shared/licence'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { useDraft } from '@/platform/draft'
import { useHotkeys } from '@/platform/hotkeys'
import { Banner, BottomSheet, Button, Card, Dialog, Fact, Field, Heading } from '@/ui'
import { partIn } from '../change.flow'
import { changesCopy } from '../copy'

/** Why this change is not signed: until it is refused or taken back. */
export const refusalDraftOf = (changeId: string) => `change-refusal.${changeId}`
/** What staff write about people is kept while the app runs and never on the device (R30). */
const UNWRITTEN = { reason: '' }

interface Props {
  change: StateChangeView
  problem: string
  working: boolean
  onApprove: () => void
  onRefuse: (reason: string) => void
}

/** A change in full, exactly as it is signed: nothing is folded away, and the hash of it stands below (R17). */
export function ChangePane({ change, problem, working, onApprove, onRefuse }: Props) {
  const words = useCopy(changesCopy)
  const pick = usePick()
  const [asking, ask] = useState<'approve' | 'refuse' | null>(null)
  const { typed, type } = useDraft(refusalDraftOf(change.id), UNWRITTEN, { memoryOnly: ['reason'], saved: words.draftKept })
  const { reason } = typed
  const part = partIn(change)
  useHotkeys(part === 'sign' && asking === null ? { y: () => ask('approve'), n: () => ask('refuse') } : {})
  const about = { action: pick(change.action), licence: pick(change.licenceName) }
  return (
    <View className="l-stack">
      <Card id="change">
        <Heading level={2} className="t-title">
          {words.heading(about)}
        </Heading>
        <ChangeFacts change={change} />
        {change.refusal ? (
          <Banner tone="warn">
            <View className="t-strong">{words.refusal}</View>
            <View>{change.refusal}</View>
          </Banner>
        ) : null}
      </Card>
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      {part === 'sign' ? (
        <>
          <View className="t-note">{words.signs}</View>
          <View className="z-both">
            <Button id="change-refuse" kind="danger" hotkey="N" onPress={() => ask('refuse')}>
              {words.refuse}
            </Button>
            <Button id="change-approve" hotkey="Y" onPress={() => ask('approve')} loading={working}>
              {words.approve}
            </Button>
          </View>
        </>
      ) : null}
      {part === 'takeBack' ? (
        <>
          <Banner tone="info">{words.waitOther}</Banner>
          <Button id="change-take-back" kind="danger" onPress={() => ask('refuse')}>
            {words.takeBack}
          </Button>
        </>
      ) : null}
      <Dialog
        open={asking === 'approve'}
        title={words.approveAsk(about)}
        confirm={words.approve}
        refuse={words.notYet}
        onConfirm={() => {
          ask(null)
          onApprove()
        }}
        onRefuse={() => ask(null)}
      >
        {words.approveWhy(pick(change.to))}
      </Dialog>
      <BottomSheet
        id="change-refusal"
        open={asking === 'refuse'}
        title={part === 'takeBack' ? words.takeBackTitle : words.refuseTitle}
        onClose={() => ask(null)}
      >
        <Field id="refusal-reason" label={words.refuseLabel} help={words.refuseWhy} maxLength={500} value={reason} onChange={type('reason')} />
        <Button
          id="refuse-change"
          kind="danger"
          disabled={reason.trim().length < 5}
          disabledReason={words.refuseShort}
          onPress={() => {
            ask(null)
            onRefuse(reason.trim())
          }}
        >
          {part === 'takeBack' ? words.takeBack : words.refuse}
        </Button>
      </BottomSheet>
    </View>
  )
}

function ChangeFacts({ change }: { change: StateChangeView }) {
  const words = useCopy(changesCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const when = (at: string) => formatWhen(at, { language, now: serverNow() })
  return (
    <View>
      <Fact name={words.from}>{pick(change.from)}</Fact>
      <Fact name={words.to}>{pick(change.to)}</Fact>
      <Fact name={words.identifier}>
        <View className="z-identifier">{change.identifier}</View>
      </Fact>
      <Fact name={words.basis}>{change.basis}</Fact>
      <Fact name={words.caseNumber}>{change.caseNumber}</Fact>
      <Fact name={words.reason}>{change.reason}</Fact>
      <Fact name={words.at}>{when(change.at)}</Fact>
      {change.state === 'pending' ? <Fact name={words.until}>{when(change.expiresAt)}</Fact> : null}
      <Fact name={words.fingerprint}>{words.fingerprintOf(change.shownHash)}</Fact>
    </View>
  )
}
