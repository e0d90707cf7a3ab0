import { View } from '@tarojs/components'
import type { PrintedCode } from '@zsb/shared/health-code'
import { DocumentClaim } from '@zsb/shared/holder'
import type { DocumentType } from '@zsb/shared/identity'
import { useState } from 'react'
import * as z from 'zod/mini'
import { useCopy, usePick } from '@/platform/copy'
import { documentCopy } from '@/platform/copy/documents'
import { useKeyFor } from '@/platform/key-for'
import { openFile } from '@/platform/open-file'
import { toApiError, type ApiError } from '@/platform/request'
import { Banner, Button, Card, ChipChoice, ChoiceCard, ChoiceGroup, Field, Heading, Segmented } from '@/ui'
import { printAtWindow, revokeAtWindow } from '../api'
import { printedCopy } from '../printed-copy'

export type WindowPrinted = { act: 'print'; made: PrintedCode } | { act: 'revoke'; nameMasked: string }

const TYPES: readonly DocumentType[] = ['residentId', 'hongKongMacauResidencePermit', 'taiwanResidencePermit', 'foreignPermanentResidentId', 'passport']

/** Who it is, by the document in the clerk's hand. Nothing of it is kept on this machine. */
export function WindowPrintForm({ onDone }: { onDone: (done: WindowPrinted) => void }) {
  const words = useCopy(printedCopy)
  const documents = useCopy(documentCopy)
  const pick = usePick()
  const [act, chooseAct] = useState<'print' | 'revoke'>('print')
  const [documentType, chooseType] = useState<DocumentType>('residentId')
  const [name, typeName] = useState('')
  const [number, typeNumber] = useState('')
  const [seen, setSeen] = useState(false)
  const [consent, setConsent] = useState(false)
  const [wrong, setWrong] = useState<{ name?: string; number?: string }>({})
  const [error, fail] = useState<ApiError | null>(null)
  const [working, setWorking] = useState(false)
  const keyFor = useKeyFor()
  const submit = async () => {
    fail(null)
    const person = z.safeParse(DocumentClaim, { documentType, name, number })
    const parts = person.success ? [] : person.error.issues.map((issue) => issue.path[0])
    setWrong({ name: parts.includes('name') ? words.nameWrong : undefined, number: parts.includes('number') ? words.numberWrong : undefined })
    if (!person.success) return
    setWorking(true)
    try {
      const body = { person: person.data, documentSeen: true } as const
      if (act === 'print') {
        const made = await printAtWindow({ ...body, consentSigned: true }, keyFor([act, body]))
        onDone({ act, made })
        await openFile(made.file)
      } else onDone({ act, nameMasked: (await revokeAtWindow(body, keyFor([act, body]))).nameMasked })
    } catch (cause) {
      fail(toApiError(cause))
    } finally {
      setWorking(false)
    }
  }
  const refused = error?.field('/body/person/number')
  return (
    <Card>
      <View className="l-stack">
        <Heading level={2} className="t-title">
          {words.windowLead}
        </Heading>
        <View className="t-note">{words.windowWhy}</View>
        {error ? (
          <View id="window-print-refused">
            <Banner tone="bad" live>
              {error.code === 'NOT_FOUND' ? words.notThere : pick(error)}
            </Banner>
          </View>
        ) : null}
        <Segmented
          id="window-print-act"
          label={words.act}
          value={act}
          onChange={chooseAct}
          options={[
            { value: 'print', label: words.acts.print },
            { value: 'revoke', label: words.acts.revoke },
          ]}
        />
        <View className="t-strong">{words.documentType}</View>
        <ChipChoice
          id="window-print-type"
          label={words.documentType}
          options={TYPES.map((each) => ({ value: each, label: documents[each] }))}
          value={documentType}
          onChange={chooseType}
        />
        <Field id="window-print-name" label={words.name} maxLength={60} value={name} onChange={typeName} error={wrong.name} />
        <Field
          id="window-print-number"
          kind="idNumber"
          label={words.documentNumber}
          maxLength={24}
          value={number}
          onChange={typeNumber}
          error={wrong.number ?? (refused ? pick(refused) : undefined)}
        />
        <ChoiceGroup kind="checkbox" label={words.first}>
          <ChoiceCard id="window-print-seen" kind="checkbox" title={words.seen} chosen={seen} onChoose={() => setSeen(!seen)} />
          {act === 'print' ? (
            <ChoiceCard id="window-print-consent" kind="checkbox" title={words.consent} chosen={consent} onChoose={() => setConsent(!consent)} />
          ) : null}
        </ChoiceGroup>
        <Button
          id="window-print-do"
          kind={act === 'print' ? 'primary' : 'danger'}
          onPress={() => void submit()}
          loading={working}
          disabled={!seen || (act === 'print' && !consent)}
          disabledReason={words.first}
        >
          {act === 'print' ? words.print : words.revokeDo}
        </Button>
      </View>
    </Card>
  )
}
