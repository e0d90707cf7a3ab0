import type { ColumnField } from '@zsb/shared/form'
import { toPlainWidth } from '@zsb/shared/identity'
import { REGIONS, regionName } from '@zsb/shared/region'
import { parseCalendarDate } from '@zsb/shared/time'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { ChipChoice, ChoiceCard, ChoiceGroup, Field, FieldFrame } from '@/ui'
import { choiceAfter } from '../apply.flow'
import { applyCopy } from '../copy'

export interface PlainFieldProps {
  id: string
  field: ColumnField
  value: string
  error?: string
  onChange: (text: string) => void
  /** The field was left: now it may be said that something is wrong. */
  onLeave: () => void
}

/** Typed beyond what is allowed so that it is refused at the field, never cut silently. */
const MORE = 20

/** A field whose answer is one text. */
export function PlainField({ id, field, value, error, onChange, onLeave }: PlainFieldProps) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const name = pick(field)
  const help = field.help ? pick(field.help) : undefined
  const frame = { id, label: name, help, error, optional: !field.required }
  const common = { ...frame, value, onChange, onBlur: () => onLeave() }
  const choose = (chosen: string) => {
    onChange(choiceAfter({ pressed: chosen, value, required: field.required }))
    onLeave()
  }
  switch (field.kind) {
    case 'text':
      return <Field {...common} maxLength={field.most + MORE} />
    case 'longText':
      return <Field {...common} lines maxLength={field.most + MORE} />
    case 'number':
      return (
        <Field
          {...common}
          label={field.unit ? words.unit({ name, unit: field.unit }) : name}
          kind={field.decimals === 0 && field.from >= 0 ? 'number' : 'text'}
          maxLength={24}
        />
      )
    case 'date': {
      const day = parseCalendarDate(toPlainWidth(value))
      return <Field {...common} kind="number" help={day ? formatDay(day, language) : help ? words.dateAfter(help) : words.dateHelp} maxLength={16} />
    }
    case 'region':
      return (
        <FieldFrame {...frame} group>
          <ChipChoice
            id={`${id}-choice`}
            label={name}
            options={REGIONS.map(({ code }) => ({ value: code, label: pick(regionName(code) ?? { zh: code }) }))}
            value={value || null}
            onChange={choose}
          />
        </FieldFrame>
      )
    case 'address':
      return <Field {...common} maxLength={100 + MORE} />
    case 'personName':
      return <Field {...common} maxLength={50 + MORE} />
    case 'idNumber':
      return <Field {...common} kind="idNumber" maxLength={24} />
    case 'creditCode':
      return <Field {...common} maxLength={24} />
    case 'phone':
      return <Field {...common} kind="phone" maxLength={20} />
    case 'choice':
      return (
        <FieldFrame {...frame} group>
          <ChoiceGroup label={name}>
            {field.choices.map((choice) => (
              <ChoiceCard
                key={choice.value}
                id={`${id}-${choice.value}`}
                title={pick(choice)}
                chosen={value === choice.value}
                onChoose={() => choose(choice.value)}
              />
            ))}
          </ChoiceGroup>
        </FieldFrame>
      )
  }
}
