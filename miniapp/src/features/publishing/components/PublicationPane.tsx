import { View } from '@tarojs/components'
import type { PublicationView } from '@zsb/shared/content'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay, formatWhen } from '@/platform/copy/dates'
import { useDraft } from '@/platform/draft'
import { useHotkeys } from '@/platform/hotkeys'
import { Banner, BottomSheet, Button, Card, Dialog, Fact, Field, Heading } from '@/ui'
import { publishingCopy } from '../copy'
import { partIn } from '../publishing.flow'
import { Differences } from './ReportView'

/** Why this is not signed: until it is refused or taken back. */
export const refusalDraftOf = (id: string) => `publication-refusal.${id}`
const UNWRITTEN = { reason: '' }

interface Props {
  publication: PublicationView
  problem: string
  working: boolean
  onApprove: () => void
  onRefuse: (reason: string) => void
}

/** A publication in full, exactly as it is signed: every difference, its day, and the fingerprint below (R17). */
export function PublicationPane({ publication, problem, working, onApprove, onRefuse }: Props) {
  const words = useCopy(publishingCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [asking, ask] = useState<'approve' | 'refuse' | null>(null)
  const { typed, type } = useDraft(refusalDraftOf(publication.id), UNWRITTEN, { memoryOnly: ['reason'], saved: words.draftKept })
  const { reason } = typed
  const { move, kind, code, version, effectiveFrom, state } = publication
  const part = partIn(publication)
  const name = publication.name ? pick(publication.name) : code
  const when = (at: string) => formatWhen(at, { language, now: serverNow() })
  useHotkeys(part === 'sign' && asking === null ? { y: () => ask('approve'), n: () => ask('refuse') } : {})
  return (
    <View className="l-stack">
      <Card id="publication">
        <View className="l-stack">
          <Heading level={2} className="t-title">
            {words.heading({ move: words.moves[move], name, version })}
          </Heading>
          <View>
            <Fact name={words.kind}>{words.kinds[kind]}</Fact>
            <Fact name={words.code}>{code}</Fact>
            {move === 'publish' ? <Fact name={words.effective}>{effectiveFrom === null ? words.atOnce : formatDay(effectiveFrom, language)}</Fact> : null}
            <Fact name={words.reason}>{publication.reason}</Fact>
            <Fact name={words.asked}>{when(publication.at)}</Fact>
            {state === 'pending' ? <Fact name={words.until}>{when(publication.expiresAt)}</Fact> : null}
            <Fact name={words.fingerprint}>{words.fingerprintOf(publication.shownHash)}</Fact>
          </View>
          <Differences report={publication.report} />
          {publication.refusal !== null ? (
            <Banner tone="warn">
              <View className="t-strong">{words.refusal}</View>
              <View>{publication.refusal}</View>
            </Banner>
          ) : null}
        </View>
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
            <Button id="publication-refuse" kind="danger" hotkey="N" onPress={() => ask('refuse')}>
              {words.refuse}
            </Button>
            <Button id="publication-approve" hotkey="Y" onPress={() => ask('approve')} loading={working}>
              {words.approve}
            </Button>
          </View>
        </>
      ) : null}
      {part === 'takeBack' ? (
        <>
          <Banner tone="info">{words.waitOther}</Banner>
          <Button id="publication-take-back" kind="danger" onPress={() => ask('refuse')}>
            {words.takeBack}
          </Button>
        </>
      ) : null}
      <Dialog
        open={asking === 'approve'}
        title={words.approveAsk({ move: words.moves[move], name })}
        confirm={words.approve}
        refuse={words.notYet}
        onConfirm={() => {
          ask(null)
          onApprove()
        }}
        onRefuse={() => ask(null)}
      >
        {words.approveWhy[move]}
      </Dialog>
      <BottomSheet
        id="publication-refusal"
        open={asking === 'refuse'}
        title={part === 'takeBack' ? words.takeBackTitle : words.refuseTitle}
        onClose={() => ask(null)}
      >
        <Field id="publication-refusal-reason" label={words.refuseLabel} help={words.refuseHelp} maxLength={500} value={reason} onChange={type('reason')} />
        <Button
          id="send-refusal"
          kind="danger"
          disabled={reason.trim().length < 5}
          disabledReason={words.reasonWrong}
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
