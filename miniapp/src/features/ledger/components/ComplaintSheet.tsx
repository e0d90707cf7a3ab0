import { View } from '@tarojs/components'
import type { LedgerEntry } from '@zsb/shared/ledger'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { toApiError } from '@/platform/request'
import { Banner, BottomSheet, Button, ChoiceCard, ChoiceGroup, DraftNote, Field, useDraftSaved } from '@/ui'
import { complain } from '../api'
import { ledgerCopy } from '../copy'

const REASONS = ['notMe', 'tooMuchAsked', 'other'] as const
const EMPTY = { reason: '', text: '' }

interface ComplaintSheetProps {
  entry: LedgerEntry | null
  /** Days it is answered in, where the server has said. */
  answerDays: number | undefined
  onClose: () => void
  onSent: () => void
}

/** 不是我本人: a reason and, if she likes, a sentence; it goes to the supervisor. What was typed stays until it is sent. */
export function ComplaintSheet({ entry, answerDays, onClose, onSent }: ComplaintSheetProps) {
  const words = useCopy(ledgerCopy)
  const pick = usePick()
  const draft = useDraft(entry && `complaint.${entry.id}`, EMPTY, { saved: useDraftSaved() })
  const { text } = draft.typed
  const reason = REASONS.find((each) => each === draft.typed.reason) ?? 'notMe'
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const send = async () => {
    if (!entry) return
    setProblem('')
    setWorking(true)
    try {
      await complain(entry.id, { reason, ...(text.trim() && { text: text.trim() }) })
      draft.clear()
      onSent()
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }
  return (
    <BottomSheet id="complaint-sheet" open={entry !== null} title={words.complainTitle} onClose={onClose}>
      <View className="l-stack">
        <View className="t-note">{words.complainWhy(answerDays)}</View>
        {draft.wasKept ? <DraftNote onClear={draft.clear} /> : null}
        {problem ? (
          <Banner tone="bad" live>
            {problem}
          </Banner>
        ) : null}
        <ChoiceGroup label={words.complainTitle}>
          {REASONS.map((each) => (
            <ChoiceCard key={each} id={`reason-${each}`} title={words.reasons[each]} chosen={reason === each} onChoose={() => draft.type('reason')(each)} />
          ))}
        </ChoiceGroup>
        <Field id="complaint-text" label={words.say} optional maxLength={500} value={text} onChange={draft.type('text')} />
        <Button id="send-complaint" onPress={() => void send()} loading={working}>
          {words.send}
        </Button>
      </View>
    </BottomSheet>
  )
}
