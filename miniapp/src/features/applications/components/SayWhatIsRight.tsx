import { View } from '@tarojs/components'
import { isBlank, readAnswer, type ColumnField, type FormField } from '@zsb/shared/form'
import { toCalendarDate } from '@zsb/shared/time'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick } from '@/platform/copy'
import { Button, TextLink } from '@/ui'
import { applyCopy } from '../copy'
import { PlainField } from './PlainField'

/** What a field asks for in one text; null for the others. */
export function plainOf(field: FormField): ColumnField | null {
  switch (field.kind) {
    case 'choices':
    case 'rows':
    case 'file':
    case 'licence':
    case 'signature':
    case 'declaration':
    case 'person':
    case 'computed':
      return null
    default:
      return field
  }
}

interface Props {
  field: ColumnField
  /** What was said before; empty: nothing. */
  says: string
  onSay: (says: string) => void
}

/** 信息有误: what the value should be, for whoever handles the case; read by the field's own rules. */
export function SayWhatIsRight({ field, says, onSay }: Props) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  const [text, setText] = useState(says)
  const [judged, judge] = useState(false)
  const read = isBlank(text) ? null : readAnswer(field, text, { pointer: '', today: toCalendarDate(serverNow()) })
  const refusal = read?.ok === false ? read.error[0] : undefined
  const label = words.contestRight(pick(field))
  const asked: ColumnField = { ...field, required: true, help: undefined, zh: label, en: label }
  const send = () => {
    judge(true)
    if (read?.ok && typeof read.value === 'string') onSay(read.value)
  }
  const error = judged ? (refusal ? pick(refusal) : read === null ? words.contestEmpty : undefined) : undefined
  return (
    <View className="l-stack-tight">
      <PlainField id="contest-says" field={asked} value={text} error={error} onChange={setText} onLeave={() => undefined} />
      <View className="t-note">{words.contestRightWhy}</View>
      <Button id="contest-say" onPress={send}>
        {words.contestSay}
      </Button>
      {says === '' ? null : (
        <TextLink id="contest-unsay" onPress={() => onSay('')}>
          {words.contestUnsay}
        </TextLink>
      )}
    </View>
  )
}
