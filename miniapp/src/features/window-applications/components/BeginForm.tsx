import { View } from '@tarojs/components'
import { DocumentClaim } from '@zsb/shared/holder'
import type { DocumentType } from '@zsb/shared/identity'
import type { WindowItems } from '@zsb/shared/window-application'
import { useState } from 'react'
import * as z from 'zod/mini'
import { useCopy, usePick } from '@/platform/copy'
import { documentCopy } from '@/platform/copy/documents'
import { useKeyFor } from '@/platform/key-for'
import { toApiError, type ApiError } from '@/platform/request'
import { useResource } from '@/platform/resource'
import { Banner, Button, Card, ChipChoice, ChoiceCard, ChoiceGroup, ErrorState, Field, Heading, Skeleton } from '@/ui'
import { beginAtWindow, itemsPath, itemsSchema } from '../api'
import { atWindowCopy } from '../copy'

const TYPES: readonly DocumentType[] = ['residentId', 'hongKongMacauResidencePermit', 'taiwanResidencePermit', 'foreignPermanentResidentId', 'passport']

/** 代录 for a person without a phone: what for, who, and that document and consent were seen. Nothing of it is kept on this machine. */
export function BeginForm({ onBegun }: { onBegun: (id: string) => void }) {
  const words = useCopy(atWindowCopy)
  const documents = useCopy(documentCopy)
  const pick = usePick()
  const items = useResource<WindowItems>(itemsPath, { schema: itemsSchema })
  const [item, choose] = useState<string | null>(null)
  const [documentType, chooseType] = useState<DocumentType>('residentId')
  const [name, typeName] = useState('')
  const [number, typeNumber] = useState('')
  const [seen, setSeen] = useState(false)
  const [consent, setConsent] = useState(false)
  const [wrong, setWrong] = useState<{ item?: string; name?: string; number?: string }>({})
  const [error, fail] = useState<ApiError | null>(null)
  const [working, setWorking] = useState(false)
  const keyFor = useKeyFor()
  const begin = async () => {
    fail(null)
    const person = z.safeParse(DocumentClaim, { documentType, name, number })
    const parts = person.success ? [] : person.error.issues.map((issue) => issue.path[0])
    setWrong({
      item: item === null ? words.itemWrong : undefined,
      name: parts.includes('name') ? words.nameWrong : undefined,
      number: parts.includes('number') ? words.numberWrong : undefined,
    })
    if (item === null || !person.success) return
    setWorking(true)
    try {
      const body = { item, person: person.data, documentSeen: true, consentSigned: true } as const
      const { application } = await beginAtWindow({ body, key: keyFor(body) })
      onBegun(application.id)
    } catch (cause) {
      fail(toApiError(cause))
    } finally {
      setWorking(false)
    }
  }
  const numberRefused = error?.fields.find(({ pointer }) => pointer === '/body/person/number')
  return (
    <Card>
      <View className="l-stack">
        <Heading level={2} className="t-title">
          {words.beginTitle}
        </Heading>
        <View className="t-note">{words.beginWhy}</View>
        {error ? (
          <View id="begin-refused">
            <Banner tone="bad" live>
              {pick(error)}
            </Banner>
          </View>
        ) : null}
        {items.data ? (
          <View className="l-stack-tight">
            <View className="t-strong">{words.item}</View>
            {items.data.items.length === 0 ? <View className="t-note">{words.noItems}</View> : null}
            <ChoiceGroup label={words.item}>
              {items.data.items.map((each) => (
                <ChoiceCard key={each.code} id={`item-${each.code}`} title={pick(each)} chosen={item === each.code} onChoose={() => choose(each.code)} />
              ))}
            </ChoiceGroup>
            {wrong.item ? <Banner tone="bad">{wrong.item}</Banner> : null}
          </View>
        ) : items.error ? (
          <ErrorState error={items.error} onRetry={items.reload} />
        ) : (
          <Skeleton rows={2} />
        )}
        <View className="t-strong">{words.documentType}</View>
        <ChipChoice
          id="begin-type"
          label={words.documentType}
          options={TYPES.map((each) => ({ value: each, label: documents[each] }))}
          value={documentType}
          onChange={chooseType}
        />
        <Field id="begin-name" label={words.name} maxLength={60} value={name} onChange={typeName} error={wrong.name} />
        <Field
          id="begin-number"
          kind="idNumber"
          label={words.number}
          maxLength={24}
          value={number}
          onChange={typeNumber}
          error={wrong.number ?? (numberRefused ? pick(numberRefused) : undefined)}
        />
        <ChoiceGroup kind="checkbox" label={words.beginFirst}>
          <ChoiceCard id="begin-seen" kind="checkbox" title={words.seen} chosen={seen} onChoose={() => setSeen(!seen)} />
          <ChoiceCard id="begin-consent" kind="checkbox" title={words.consent} chosen={consent} onChoose={() => setConsent(!consent)} />
        </ChoiceGroup>
        <Button id="begin" onPress={() => void begin()} loading={working} disabled={!seen || !consent} disabledReason={words.beginFirst}>
          {words.begin}
        </Button>
      </View>
    </Card>
  )
}
