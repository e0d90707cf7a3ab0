import { View } from '@tarojs/components'
import { WindowFreezeRequest, type WindowFreezeResult } from '@zsb/shared/holder'
import { useState } from 'react'
import * as z from 'zod/mini'
import { StaffPage } from '@/features/staff'
import { useCopy, usePick } from '@/platform/copy'
import { documentCopy } from '@/platform/copy/documents'
import { useDraft } from '@/platform/draft'
import { useKeyFor } from '@/platform/key-for'
import { toApiError } from '@/platform/request'
import { Banner, Button, Card, ChipChoice, ChoiceCard, DraftNote, EmptyState, Field, Heading, Segmented } from '@/ui'
import { setFrozen } from '../../api'
import { windowCopy } from '../../copy'
import '../../window.scss'

const TYPES = [
  'residentId',
  'foreignPermanentResidentId',
  'hongKongMacauResidencePermit',
  'taiwanResidencePermit',
  'mainlandTravelPermit',
  'taiwanCompatriotPermit',
  'passport',
] as const
const EMPTY = { act: '', documentType: '', number: '', reason: '' }
/** What staff write about people is kept while the app runs and never on the device (R30). */
const UNSTORED = ['act', 'documentType', 'number', 'reason'] as const

/** An account is frozen by its owner, or here; only here it is unfrozen, by the document in the clerk's hand (R30). */
export default function WindowFreezePage() {
  const words = useCopy(windowCopy)
  const [done, setDone] = useState<WindowFreezeResult | null>(null)
  return (
    <StaffPage title={words.freezeTitle} area="window">
      <View className="z-window">
        {done ? (
          <View id={done.frozen ? 'frozen' : 'unfrozen'}>
            <EmptyState
              icon={done.frozen ? 'snowflake' : 'circle-check'}
              title={done.frozen ? words.doneFrozen(done.nameMasked) : words.doneUnfrozen(done.nameMasked)}
              sentence={done.frozen ? words.doneFrozenWhy(done.sessionsEnded) : words.doneUnfrozenWhy}
            >
              <Button id="freeze-next" onPress={() => setDone(null)}>
                {words.next}
              </Button>
            </EmptyState>
          </View>
        ) : (
          <FreezeForm onDone={setDone} />
        )}
      </View>
    </StaffPage>
  )
}

function FreezeForm({ onDone }: { onDone: (result: WindowFreezeResult) => void }) {
  const words = useCopy(windowCopy)
  const documents = useCopy(documentCopy)
  const pick = usePick()
  const { typed, type, clear, wasKept } = useDraft('window-freeze', EMPTY, { memoryOnly: UNSTORED, saved: words.draftKept })
  const { number, reason } = typed
  const act = typed.act === 'freeze' ? 'freeze' : 'unfreeze'
  const documentType = TYPES.find((each) => each === typed.documentType) ?? 'residentId'
  /** Looked at anew each time: no part of what is kept. */
  const [seen, setSeen] = useState(false)
  const [wrong, setWrong] = useState<{ number?: string; reason?: string }>({})
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  /** The key of what was sent last: the same again is not done twice, anything else is a new act (R16). */
  const keyFor = useKeyFor()
  const submit = async () => {
    const parsed = z.safeParse(WindowFreezeRequest, { document: { documentType, number }, reason })
    if (!parsed.success) {
      const parts = new Set(parsed.error.issues.map((issue) => issue.path[0]))
      return setWrong({ number: parts.has('document') ? words.numberWrong : undefined, reason: parts.has('reason') ? words.reasonWrong : undefined })
    }
    setWrong({})
    setProblem('')
    setWorking(true)
    try {
      const result = await setFrozen({ frozen: act === 'freeze', body: parsed.data, key: keyFor([act, parsed.data]) })
      clear()
      onDone(result)
    } catch (cause) {
      const error = toApiError(cause)
      setProblem(error.code === 'NOT_FOUND' ? words.notThere : pick(error))
    } finally {
      setWorking(false)
    }
  }
  return (
    <View className="l-stack">
      <Heading level={2} className="t-title">
        {words.freezeLead}
      </Heading>
      {wasKept ? <DraftNote onClear={clear} /> : null}
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      <Segmented
        id="freeze-act"
        label={words.act}
        value={act}
        onChange={type('act')}
        options={[
          { value: 'unfreeze', label: words.acts.unfreeze },
          { value: 'freeze', label: words.acts.freeze },
        ]}
      />
      <View className="t-note">{words.freezeWhy[act]}</View>
      <Card>
        <View className="l-stack">
          <View className="t-strong">{words.documentType}</View>
          <ChipChoice
            id="freeze-type"
            label={words.documentType}
            options={TYPES.map((each) => ({ value: each, label: documents[each] }))}
            value={documentType}
            onChange={type('documentType')}
          />
          <Field id="freeze-number" kind="idNumber" label={words.number} maxLength={24} value={number} onChange={type('number')} error={wrong.number} />
          <Field
            id="freeze-reason"
            label={words.reason}
            help={words.reasonHelp[act]}
            maxLength={200}
            value={reason}
            onChange={type('reason')}
            error={wrong.reason}
          />
        </View>
      </Card>
      <ChoiceCard id="freeze-seen" kind="checkbox" title={words.seen} chosen={seen} onChoose={() => setSeen(!seen)} />
      <Button
        id="freeze-submit"
        kind={act === 'freeze' ? 'danger' : 'primary'}
        onPress={() => void submit()}
        loading={working}
        disabled={!seen}
        disabledReason={words.seenFirst}
      >
        {act === 'freeze' ? words.freezeDo : words.unfreezeDo}
      </Button>
    </View>
  )
}
