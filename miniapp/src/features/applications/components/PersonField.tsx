import { useCopy, usePick } from '@/platform/copy'
import { Field } from '@/ui'
import { refusalsAt, type Refusal } from '../apply.flow'
import { applyCopy } from '../copy'
import { FieldFrame } from './FieldFrame'

interface Props {
  id: string
  label: string
  help?: string
  parts: Readonly<Record<string, string>>
  refusals: readonly Refusal[]
  onChange: (parts: Readonly<Record<string, string>>) => void
  onLeave: () => void
}

/** Another person: name and number as on the document. */
export function PersonField({ id, label, help, parts, refusals, onChange, onLeave }: Props) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  const code = id.replace(/^field-/, '')
  const at = (part: string) => {
    const refusal = refusalsAt(refusals, `/${code}/${part}`)[0]
    return refusal ? pick(refusal) : undefined
  }
  const whole = refusals.find(({ pointer }) => pointer === `/${code}`)
  const { name = '', number = '' } = parts
  return (
    <FieldFrame id={id} label={label} help={help} error={whole ? pick(whole) : undefined}>
      <Field
        id={`${id}-name`}
        label={words.personName}
        maxLength={70}
        value={name}
        onChange={(text) => onChange({ name: text, number })}
        onBlur={onLeave}
        error={at('name')}
      />
      <Field
        id={`${id}-number`}
        label={words.personNumber}
        kind="idNumber"
        maxLength={24}
        value={number}
        onChange={(text) => onChange({ name, number: text })}
        onBlur={onLeave}
        error={at('number')}
      />
    </FieldFrame>
  )
}
