import { useCopy, usePick } from '@/platform/copy'
import { Field, FieldFrame } from '@/ui'
import { refusalsAt, type Refusal } from '../apply.flow'
import { applyCopy } from '../copy'

interface Props {
  id: string
  code: string
  label: string
  help?: string
  optional: boolean
  parts: Readonly<Record<string, string>>
  refusals: readonly Refusal[]
  onChange: (parts: Readonly<Record<string, string>>) => void
  onLeave: (part: string) => void
}

/** Another person: name and number as on the document. */
export function PersonField({ id, code, label, help, optional, parts, refusals, onChange, onLeave }: Props) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  const at = (part: string) => {
    const refusal = refusalsAt(refusals, `/${code}/${part}`)[0]
    return refusal ? pick(refusal) : undefined
  }
  const whole = refusals.find(({ pointer }) => pointer === `/${code}`)
  const { name = '', number = '' } = parts
  return (
    <FieldFrame id={id} label={label} help={help} optional={optional} error={whole ? pick(whole) : undefined} group>
      <Field
        id={`${id}-name`}
        label={words.personName}
        maxLength={70}
        value={name}
        onChange={(text) => onChange({ name: text, number })}
        onBlur={() => onLeave('name')}
        error={at('name')}
      />
      <Field
        id={`${id}-number`}
        label={words.personNumber}
        kind="idNumber"
        maxLength={24}
        value={number}
        onChange={(text) => onChange({ name, number: text })}
        onBlur={() => onLeave('number')}
        error={at('number')}
      />
    </FieldFrame>
  )
}
