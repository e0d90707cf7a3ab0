import { View } from '@tarojs/components'
import { DocumentClaim } from '@zsb/shared/holder'
import type { DocumentType } from '@zsb/shared/identity'
import type { ManuallyEntered } from '@zsb/shared/place'
import { useState } from 'react'
import * as z from 'zod/mini'
import { useCopy, usePick } from '@/platform/copy'
import { documentCopy } from '@/platform/copy/documents'
import { signal } from '@/platform/feedback'
import { useKeyFor } from '@/platform/key-for'
import { toApiError, type ApiError } from '@/platform/request'
import { Banner, Button, Card, ChipChoice, ChoiceCard, Field, FieldFrame, Heading } from '@/ui'
import { enterByHand } from '../api'
import { manualCopy } from '../manual-copy'

const TYPES: readonly DocumentType[] = ['residentId', 'hongKongMacauResidencePermit', 'taiwanResidencePermit', 'foreignPermanentResidentId', 'passport']

/** By the document in the guard's hand and with the person's consent. Nothing of it is kept on this phone, not even as a draft. */
export function ManualForm({ guardId, onDone }: { guardId: string; onDone: (entered: ManuallyEntered) => void }) {
  const words = useCopy(manualCopy)
  const documents = useCopy(documentCopy)
  const pick = usePick()
  const [documentType, chooseType] = useState<DocumentType>('residentId')
  const [name, typeName] = useState('')
  const [number, typeNumber] = useState('')
  const [consent, setConsent] = useState(false)
  const [wrong, setWrong] = useState<{ name?: string; number?: string }>({})
  const [error, fail] = useState<ApiError | null>(null)
  const [working, setWorking] = useState(false)
  const keyFor = useKeyFor()
  const enter = async () => {
    fail(null)
    const person = z.safeParse(DocumentClaim, { documentType, name, number })
    const parts = person.success ? [] : person.error.issues.map((issue) => issue.path[0])
    setWrong({ name: parts.includes('name') ? words.nameWrong : undefined, number: parts.includes('number') ? words.numberWrong : undefined })
    if (!person.success) return
    setWorking(true)
    try {
      const body = { person: person.data, consent: true } as const
      const entered = await enterByHand({ guardId, body, key: keyFor(body) })
      signal('valid')
      onDone(entered)
    } catch (cause) {
      fail(toApiError(cause))
      signal('problem')
    } finally {
      setWorking(false)
    }
  }
  const refused = error?.field('/body/person/number')
  return (
    <Card id="manual">
      <View className="l-stack">
        <Heading level={1} className="t-title">
          {words.lead}
        </Heading>
        <View className="t-note">{words.why}</View>
        {error && !refused ? (
          <View id="manual-refused">
            <Banner tone="bad" live>
              {pick(error)}
            </Banner>
          </View>
        ) : null}
        <FieldFrame id="manual-type" label={words.documentType} group>
          <ChipChoice
            id="manual-type-choice"
            label={words.documentType}
            options={TYPES.map((each) => ({ value: each, label: documents[each] }))}
            value={documentType}
            onChange={chooseType}
          />
        </FieldFrame>
        <Field id="manual-name" label={words.name} maxLength={60} value={name} onChange={typeName} error={wrong.name} />
        <Field
          id="manual-number"
          kind="idNumber"
          label={words.number}
          maxLength={24}
          value={number}
          onChange={typeNumber}
          error={wrong.number ?? (refused ? pick(refused) : undefined)}
        />
        <ChoiceCard id="manual-consent" kind="checkbox" title={words.consent} why={words.consentWhy} chosen={consent} onChoose={() => setConsent(!consent)} />
        <Button id="manual-enter" onPress={() => void enter()} loading={working} disabled={!consent} disabledReason={words.consentFirst}>
          {words.enter}
        </Button>
      </View>
    </Card>
  )
}
