import { View } from '@tarojs/components'
import { LicenceLookup, type LicenceForStaff } from '@zsb/shared/licence'
import { useState } from 'react'
import * as z from 'zod/mini'
import { documentCopy } from '@/platform/copy/documents'
import { useCopy, usePick } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { toApiError } from '@/platform/request'
import { useResource } from '@/platform/resource'
import { Banner, Button, Card, ChipChoice, DraftNote, Field, Heading, NotYet, Segmented } from '@/ui'
import { findLicences, typesPath, typesSchema } from '../api'
import { changesCopy } from '../copy'

const DOCUMENTS = ['residentId', 'foreignPermanentResidentId', 'hongKongMacauResidencePermit', 'taiwanResidencePermit', 'passport'] as const

/** Until a licence that was found is changed. */
export const FIND_LICENCE_DRAFT = 'find-licence'
const EMPTY = { by: '', type: '', documentType: '', number: '', identifier: '' }
const UNSTORED = ['by', 'type', 'documentType', 'number', 'identifier'] as const

/** By kind and the holder's document, as the file on the desk has it; or by the licence's own identifier. */
export function FindForm({ onFound }: { onFound: (found: readonly LicenceForStaff[]) => void }) {
  const words = useCopy(changesCopy)
  const documents = useCopy(documentCopy)
  const pick = usePick()
  const types = useResource(typesPath, { schema: typesSchema })
  const draft = useDraft(FIND_LICENCE_DRAFT, EMPTY, { memoryOnly: UNSTORED, saved: null })
  const { number, identifier } = draft.typed
  const by = draft.typed.by === 'identifier' ? 'identifier' : 'document'
  const documentType = DOCUMENTS.find((each) => each === draft.typed.documentType) ?? 'residentId'
  const [wrong, setWrong] = useState('')
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  if (!types.data) return <NotYet of={types} rows={3} />
  const licenceType = (types.data.items.find(({ code }) => code === draft.typed.type) ?? types.data.items[0])?.code ?? ''
  const find = async () => {
    const wanted = by === 'document' ? { licenceType, documentType, number } : { identifier: identifier.trim().toUpperCase() }
    const parsed = z.safeParse(LicenceLookup, wanted)
    if (!parsed.success) return setWrong(by === 'document' ? words.numberWrong : words.identifierWrong)
    setWrong('')
    setProblem('')
    setWorking(true)
    try {
      const { items } = await findLicences(parsed.data)
      if (items.length === 0) setProblem(words.none)
      else onFound(items)
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }
  return (
    <Card>
      <View className="l-stack">
        <Heading level={2} className="t-title">
          {words.findTitle}
        </Heading>
        {draft.wasKept ? <DraftNote onClear={draft.clear} /> : null}
        <Segmented
          id="find-by"
          label={words.findBy}
          value={by}
          onChange={draft.type('by')}
          options={[
            { value: 'document', label: words.byDocument },
            { value: 'identifier', label: words.byIdentifier },
          ]}
        />
        {by === 'document' ? (
          <>
            <View className="t-strong">{words.type}</View>
            <ChipChoice
              id="find-type"
              label={words.type}
              options={types.data.items.map((each) => ({ value: each.code, label: pick(each) }))}
              value={licenceType}
              onChange={draft.type('type')}
            />
            <View className="t-strong">{words.documentType}</View>
            <ChipChoice
              id="find-document"
              label={words.documentType}
              options={DOCUMENTS.map((each) => ({ value: each, label: documents[each] }))}
              value={documentType}
              onChange={draft.type('documentType')}
            />
            <Field
              id="find-number"
              kind="idNumber"
              label={words.number}
              maxLength={24}
              value={number}
              onChange={draft.type('number')}
              error={wrong || undefined}
              onSubmit={() => void find()}
            />
          </>
        ) : (
          <Field
            id="find-identifier"
            label={words.identifier}
            help={words.identifierHelp}
            maxLength={120}
            value={identifier}
            onChange={draft.type('identifier')}
            error={wrong || undefined}
            onSubmit={() => void find()}
          />
        )}
        {problem ? (
          <Banner tone="warn" live>
            {problem}
          </Banner>
        ) : null}
        <Button id="find-licence" icon="search" onPress={() => void find()} loading={working}>
          {words.find}
        </Button>
      </View>
    </Card>
  )
}
