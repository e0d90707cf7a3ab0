import { View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { useDraft } from '@/platform/draft'
import { useHotkeys } from '@/platform/hotkeys'
import { Banner, BottomSheet, Button, Card, Dialog, Fact, Field, Heading } from '@/ui'
import { secondPersonCopy, type SecondPersonWords } from './copy'
import { partIn, type SecondPersonKind, type SignedByTwo } from './kind'

/** What a kind shows of one of its own: all that is signed, nothing folded away (R17). */
export interface Shown<T> {
  heading: (view: T) => string
  /** Before its times and fingerprint. */
  facts: (view: T) => ReactNode
  /** Below them. */
  below?: (view: T) => ReactNode
  /** The question before the signature, and what comes of it. */
  ask: (view: T) => { title: string; why: string }
}

/** Why it is not signed: until it is refused or taken back. */
export const refusalDraftOf = ({ name }: { name: string }, id: string): string => `${name}-refusal.${id}`
/** What staff write about people is kept while the app runs and never on the device (R30). */
const UNWRITTEN = { reason: '' }
const SHORTEST = 5

interface Props<T extends SignedByTwo> {
  kind: SecondPersonKind<T>
  words: SecondPersonWords<T['state']>
  shown: Shown<T>
  view: T
  problem: string
  working: boolean
  onApprove: () => void
  onRefuse: (reason: string) => void
}

/** One in full, exactly as it is signed, with its fingerprint; below it what the reader may do. */
export function SecondPersonPane<T extends SignedByTwo>({ kind, words, shown, view, problem, working, onApprove, onRefuse }: Props<T>) {
  const own = useCopy(secondPersonCopy)
  const { name } = kind
  const [asking, ask] = useState<'approve' | 'refuse' | null>(null)
  const { typed, type } = useDraft(refusalDraftOf(kind, view.id), UNWRITTEN, { memoryOnly: ['reason'], saved: own.draftKept })
  const { reason } = typed
  const part = partIn(view)
  useHotkeys(part === 'sign' && asking === null ? { y: () => ask('approve'), n: () => ask('refuse') } : {})
  const { title, why } = shown.ask(view)
  return (
    <View className="l-stack">
      <AllOfIt name={name} shown={shown} view={view} />
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      {part === 'sign' ? (
        <>
          <View className="t-note">{words.signs}</View>
          <View className="z-both">
            <Button id={`${name}-refuse`} kind="danger" hotkey="N" onPress={() => ask('refuse')}>
              {own.refuse}
            </Button>
            <Button id={`${name}-approve`} hotkey="Y" onPress={() => ask('approve')} loading={working}>
              {words.approve}
            </Button>
          </View>
        </>
      ) : null}
      {part === 'takeBack' ? (
        <>
          <Banner tone="info">{words.waitOther}</Banner>
          <Button id={`${name}-take-back`} kind="danger" onPress={() => ask('refuse')}>
            {words.takeBack}
          </Button>
        </>
      ) : null}
      <Dialog
        open={asking === 'approve'}
        title={title}
        confirm={words.approve}
        refuse={own.notYet}
        onConfirm={() => {
          ask(null)
          onApprove()
        }}
        onRefuse={() => ask(null)}
      >
        {why}
      </Dialog>
      <BottomSheet
        id={`${name}-refusal`}
        open={asking === 'refuse'}
        title={part === 'takeBack' ? own.takeBackTitle : own.refuseTitle}
        onClose={() => ask(null)}
      >
        <Field id={`${name}-refusal-reason`} label={own.refuseLabel} help={words.refuseHelp} maxLength={500} value={reason} onChange={type('reason')} />
        <Button
          id="send-refusal"
          kind="danger"
          disabled={reason.trim().length < SHORTEST}
          disabledReason={own.refuseShort}
          onPress={() => {
            ask(null)
            onRefuse(reason.trim())
          }}
        >
          {part === 'takeBack' ? words.takeBack : own.refuse}
        </Button>
      </BottomSheet>
    </View>
  )
}

function AllOfIt<T extends SignedByTwo>({ name, shown, view }: { name: string; shown: Shown<T>; view: T }) {
  const own = useCopy(secondPersonCopy)
  const language = useSpokenLanguage()
  const when = (at: string) => formatWhen(at, { language, now: serverNow() })
  return (
    <Card id={name}>
      <View className="l-stack">
        <Heading level={2} className="t-title">
          {shown.heading(view)}
        </Heading>
        <View>
          {shown.facts(view)}
          <Fact name={own.at}>{when(view.at)}</Fact>
          {view.state === 'pending' && view.expiresAt ? <Fact name={own.until}>{when(view.expiresAt)}</Fact> : null}
          <Fact name={own.fingerprint}>{own.fingerprintOf(view.shownHash)}</Fact>
        </View>
        {shown.below?.(view)}
        {view.refusal !== null ? (
          <Banner tone="warn">
            <View className="t-strong">{own.refusal}</View>
            <View>{view.refusal}</View>
          </Banner>
        ) : null}
      </View>
    </Card>
  )
}
