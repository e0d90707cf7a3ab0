import { View } from '@tarojs/components'
import type { SourcedField } from '@zsb/shared/application'
import { isParts, isRows, isText, isTextList, type FormField as Described } from '@zsb/shared/form'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { Banner, ChoiceCard, ChoiceGroup, Field } from '@/ui'
import { refusalsAt, type Refusal } from '../apply.flow'
import { applyCopy } from '../copy'
import { FieldFrame } from './FieldFrame'
import { LicenceField } from './LicenceField'
import { PersonField } from './PersonField'
import { PlainField } from './PlainField'
import { RowsField } from './RowsField'

export interface FormFieldProps {
  field: Described
  value: unknown
  /** What is computed from the others; empty while it cannot be. */
  computed: string
  sourced: SourcedField | null
  refusals: readonly Refusal[]
  onChange: (value: unknown) => void
  onLeave: () => void
  onContest: () => void
}

const DAY = /^\d{4}-\d\d-\d\d$/

/** One field of a form, whatever its kind. */
export function FormField({ field, value, computed, sourced, refusals, onChange, onLeave, onContest }: FormFieldProps) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const id = `field-${field.code}`
  const own = refusalsAt(refusals, `/${field.code}`)
  const first = own[0]
  const error = first ? pick(first) : undefined
  const name = pick(field)
  const help = field.help ? pick(field.help) : undefined
  const frame = { id, label: field.required ? name : words.optional(name), help, error }
  if (sourced && sourced.display !== null) {
    const source = pick(sourced.source)
    return (
      <Field
        id={id}
        label={name}
        value={DAY.test(sourced.display) ? formatDay(sourced.display, language) : sourced.display}
        onChange={nothing}
        disabled
        error={error}
        source={sourced.asOf ? words.sourcedAt({ source, day: formatDay(sourced.asOf, language) }) : source}
        onContest={onContest}
      />
    )
  }
  const filledBySelf = sourced ? { ...field, help: bothOf(words.notFound, sourced) } : field
  switch (filledBySelf.kind) {
    case 'choices': {
      const chosen = isTextList(value) ? value : []
      return (
        <FieldFrame {...frame}>
          <ChoiceGroup label={name} kind="checkbox">
            {filledBySelf.choices.map((choice) => (
              <ChoiceCard
                key={choice.value}
                id={`${id}-${choice.value}`}
                kind="checkbox"
                title={pick(choice)}
                chosen={chosen.includes(choice.value)}
                onChoose={() => {
                  onChange(chosen.includes(choice.value) ? chosen.filter((each) => each !== choice.value) : [...chosen, choice.value])
                  onLeave()
                }}
              />
            ))}
          </ChoiceGroup>
        </FieldFrame>
      )
    }
    case 'rows':
      return <RowsField {...frame} field={filledBySelf} rows={isRows(value) ? value : []} refusals={own} onChange={onChange} onLeave={onLeave} />
    case 'person':
      return <PersonField id={id} label={frame.label} help={help} parts={isParts(value) ? value : {}} refusals={own} onChange={onChange} onLeave={onLeave} />
    case 'licence':
      return (
        <FieldFrame {...frame}>
          <LicenceField id={id} label={name} type={filledBySelf.licenceType} value={isText(value) ? value : ''} onChange={onChange} onLeave={onLeave} />
        </FieldFrame>
      )
    case 'declaration':
      return (
        <FieldFrame {...frame}>
          <View className="z-sunk">{pick(filledBySelf.text)}</View>
          <ChoiceCard
            id={`${id}-agreed`}
            kind="checkbox"
            title={words.agree}
            chosen={value === 'agreed'}
            onChoose={() => {
              onChange(value === 'agreed' ? '' : 'agreed')
              onLeave()
            }}
          />
        </FieldFrame>
      )
    case 'file':
    case 'signature':
      return (
        <FieldFrame {...frame}>
          <Banner tone="info">{words.fileNot}</Banner>
        </FieldFrame>
      )
    case 'computed':
      return <Field id={id} label={name} value={computed} onChange={nothing} disabled error={error} help={computed === '' ? words.computedLater : help} />
    default:
      return <PlainField id={id} field={filledBySelf} value={isText(value) ? value : ''} error={error} onChange={onChange} onLeave={onLeave} />
  }
}

const nothing = (): void => undefined

/** The sentence in both languages, for a field that takes its help as data. */
const bothOf = (sentence: (source: string) => string, { source }: SourcedField) => ({ zh: sentence(source.zh), en: sentence(source.en) })
