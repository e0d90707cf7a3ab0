import { View } from '@tarojs/components'
import { AddChild } from '@zsb/shared/family'
import { useState } from 'react'
import * as z from 'zod/mini'
import { useCopy } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { Banner, Button, Card, DraftNote, Field, Heading, Segmented, useDraftSaved } from '@/ui'
import { familyCopy } from '../family-copy'

type Wrong = Partial<Record<'name' | 'number' | 'licenceIdentifier', string>>

/** Until the child is added, or she signs out. The identifier of a licence holds the child's number too. */
export const ADD_CHILD_DRAFT = 'add-child'
const EMPTY = { how: '', name: '', number: '', identifier: '' }

/** The child by name and number, or by the identifier of its birth certificate or register page. */
export function AddChildForm({ problem, working, onSubmit }: { problem: string; working: boolean; onSubmit: (child: AddChild) => void }) {
  const words = useCopy(familyCopy)
  const draft = useDraft(ADD_CHILD_DRAFT, EMPTY, { memoryOnly: ['number', 'identifier'], saved: useDraftSaved(true) })
  const { name, number, identifier } = draft.typed
  const how = draft.typed.how === 'licence' ? 'licence' : 'name'
  const [wrong, setWrong] = useState<Wrong>({})
  const submit = () => {
    const typed = how === 'name' ? { name, number } : { licenceIdentifier: identifier.trim().toUpperCase() }
    const parsed = z.safeParse(AddChild, typed)
    if (parsed.success) {
      setWrong({})
      return onSubmit(parsed.data)
    }
    if (how === 'licence') return setWrong({ licenceIdentifier: words.identifierWrong })
    setWrong({
      name: [...name.trim()].length < 2 ? words.nameWrong : undefined,
      number: /^[\s\dXx]{15,24}$/.test(number.trim()) ? undefined : words.numberWrong,
    })
  }
  return (
    <Card>
      <View className="l-stack">
        <Heading level={2} className="t-head">
          {words.add}
        </Heading>
        {problem ? (
          <Banner tone="bad" live>
            {problem}
          </Banner>
        ) : null}
        {draft.wasKept ? <DraftNote onClear={draft.clear} /> : null}
        <Segmented
          id="child-how"
          label={words.how}
          value={how}
          onChange={draft.type('how')}
          options={[
            { value: 'name', label: words.byName },
            { value: 'licence', label: words.byLicence },
          ]}
        />
        {how === 'name' ? (
          <>
            <Field id="child-name" label={words.name} error={wrong.name} maxLength={50} value={name} onChange={draft.type('name')} />
            <Field
              id="child-number"
              kind="idNumber"
              label={words.number}
              help={words.numberHelp}
              error={wrong.number}
              maxLength={24}
              value={number}
              onChange={draft.type('number')}
              onSubmit={submit}
            />
          </>
        ) : (
          <Field
            id="child-identifier"
            label={words.identifier}
            help={words.identifierHelp}
            error={wrong.licenceIdentifier}
            maxLength={120}
            value={identifier}
            onChange={draft.type('identifier')}
            onSubmit={submit}
          />
        )}
        <Button id="add-child" kind="quiet" icon="plus" onPress={submit} loading={working} loadingText={words.adding}>
          {words.submit}
        </Button>
      </View>
    </Card>
  )
}
