import { View } from '@tarojs/components'
import { AddChild } from '@zsb/shared/family'
import { useState } from 'react'
import * as z from 'zod/mini'
import { useCopy } from '@/platform/copy'
import { Banner, Button, Card, Field, Heading, Segmented } from '@/ui'
import { familyCopy } from '../family-copy'

type Wrong = Partial<Record<'name' | 'number' | 'licenceIdentifier', string>>

/** The child by name and number, or by the identifier of its birth certificate or register page. */
export function AddChildForm({ problem, working, onSubmit }: { problem: string; working: boolean; onSubmit: (child: AddChild) => void }) {
  const words = useCopy(familyCopy)
  const [how, choose] = useState<'name' | 'licence'>('name')
  const [name, typeName] = useState('')
  const [number, typeNumber] = useState('')
  const [identifier, typeIdentifier] = useState('')
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
        <Segmented
          id="child-how"
          label={words.how}
          value={how}
          onChange={choose}
          options={[
            { value: 'name', label: words.byName },
            { value: 'licence', label: words.byLicence },
          ]}
        />
        {how === 'name' ? (
          <>
            <Field id="child-name" label={words.name} error={wrong.name} maxLength={50} value={name} onChange={typeName} />
            <Field
              id="child-number"
              kind="idNumber"
              label={words.number}
              error={wrong.number}
              maxLength={24}
              value={number}
              onChange={typeNumber}
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
            onChange={typeIdentifier}
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
