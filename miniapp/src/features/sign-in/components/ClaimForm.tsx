import { View } from '@tarojs/components'
import { DocumentClaim } from '@zsb/shared/holder'
import { useState } from 'react'
import * as z from 'zod/mini'
import { useCopy, usePick } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { Banner, Button, ChipChoice, DraftNote, Field, useDraftSaved } from '@/ui'
import { WINDOW_HELPS, type Said } from '../real-name.flow'
import { realNameCopy } from '../real-name-copy'

const TYPES = [
  'residentId',
  'foreignPermanentResidentId',
  'hongKongMacauResidencePermit',
  'taiwanResidencePermit',
  'mainlandTravelPermit',
  'taiwanCompatriotPermit',
  'passport',
] as const

/** Until the check leads on, or she signs out. */
export const REAL_NAME_DRAFT = 'real-name'
const EMPTY = { name: '', documentType: '', number: '' }

interface ClaimFormProps {
  said: Said | null
  problem: string
  working: boolean
  onSubmit: (claim: DocumentClaim) => void
  onWindow: (claim: DocumentClaim | null) => void
}

/** Name, kind and number as on the document; what the check found stands above the form, and a window where it helps. */
export function ClaimForm({ said, problem, working, onSubmit, onWindow }: ClaimFormProps) {
  const words = useCopy(realNameCopy)
  const pick = usePick()
  const draft = useDraft(REAL_NAME_DRAFT, EMPTY, { memoryOnly: ['number'], saved: useDraftSaved(true) })
  const { name, number } = draft.typed
  const documentType = TYPES.find((each) => each === draft.typed.documentType) ?? 'residentId'
  const [wrong, setWrong] = useState<{ name?: string; number?: string }>({})
  const parsed = z.safeParse(DocumentClaim, { name, documentType, number })
  const submit = () => {
    if (parsed.success) {
      setWrong({})
      return onSubmit(parsed.data)
    }
    const parts = new Set(parsed.error.issues.map((issue) => issue.path[0]))
    setWrong({ name: parts.has('name') ? words.nameWrong : undefined, number: parts.has('number') ? words.numberWrong : undefined })
  }
  return (
    <View className="l-stack">
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      {said ? (
        <Banner tone="warn" live>
          {pick(said)}
        </Banner>
      ) : null}
      {said && WINDOW_HELPS.includes(said.outcome) ? (
        <Button id="to-window" kind="quiet" icon="building-2" onPress={() => onWindow(parsed.success ? parsed.data : null)}>
          {words.atWindow}
        </Button>
      ) : null}
      {draft.wasKept ? <DraftNote onClear={draft.clear} /> : null}
      <Field
        id="real-name-name"
        label={words.name}
        help={words.nameHelp}
        error={wrong.name}
        maxLength={50}
        value={name}
        onChange={draft.type('name')}
        autoComplete="name"
      />
      <View className="t-strong">{words.type}</View>
      <ChipChoice
        id="real-name-type"
        label={words.type}
        options={TYPES.map((type) => ({ value: type, label: words.types[type] }))}
        value={documentType}
        onChange={draft.type('documentType')}
      />
      <Field
        id="real-name-number"
        kind="idNumber"
        label={words.number}
        help={documentType === 'residentId' ? words.numberHelp : undefined}
        error={wrong.number}
        maxLength={24}
        value={number}
        onChange={draft.type('number')}
        onSubmit={submit}
      />
      <Button id="real-name-submit" onPress={submit} loading={working} loadingText={words.checking}>
        {words.submit}
      </Button>
    </View>
  )
}
