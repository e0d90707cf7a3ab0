import { View } from '@tarojs/components'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { BottomSheet, Button, Card, ChoiceCard, ChoiceGroup, FieldTags, Heading } from '@/ui'
import { presentCopy } from '../copy'

interface Field {
  code: string
  zh: string
  en: string
}

/** 只出示: exactly the fields that will be shown; optional ones can be added and taken away. */
export function FieldChoice({
  required,
  optional,
  chosen,
  total,
  onToggle,
}: {
  required: readonly Field[]
  optional: readonly Field[]
  chosen: readonly string[]
  total: number
  onToggle: (code: string) => void
}) {
  const words = useCopy(presentCopy)
  const pick = usePick()
  const [open, setOpen] = useState(false)
  const shown = [...required, ...optional].filter((field) => chosen.includes(field.code))
  return (
    <Card id="shown-fields">
      <View className="l-stack-tight">
        <View className="l-row l-between">
          <Heading level={2}>{words.onlyShow}</Heading>
          <View className="t-note t-num">{words.count(shown.length, total)}</View>
        </View>
        <FieldTags labels={shown.map(pick)} />
        {optional.length > 0 ? (
          <Button id="choose-fields" kind="quiet" small icon="plus" onPress={() => setOpen(true)}>
            {words.more}
          </Button>
        ) : null}
      </View>
      <BottomSheet id="field-sheet" open={open} title={words.chooseFields} onClose={() => setOpen(false)}>
        <View className="l-stack">
          <View className="t-note">{words.chooseFieldsNote}</View>
          <ChoiceGroup label={words.chooseFields} kind="checkbox">
            {required.map((field) => (
              <ChoiceCard key={field.code} kind="checkbox" title={pick(field)} why={words.required} chosen disabled onChoose={() => undefined} />
            ))}
            {optional.map((field) => (
              <ChoiceCard
                key={field.code}
                id={`field-${field.code}`}
                kind="checkbox"
                title={pick(field)}
                chosen={chosen.includes(field.code)}
                onChoose={() => onToggle(field.code)}
              />
            ))}
          </ChoiceGroup>
          <Button id="fields-done" onPress={() => setOpen(false)}>
            {words.doneChoosing}
          </Button>
        </View>
      </BottomSheet>
    </Card>
  )
}
