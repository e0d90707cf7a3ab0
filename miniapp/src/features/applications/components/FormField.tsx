import { View } from '@tarojs/components'
import type { SourcedField } from '@zsb/shared/application'
import { answerText, isDrawn, isParts, isReference, isRows, isText, isTextList, type FormField as Described } from '@zsb/shared/form'
import { ALLOWED_IN_FORM } from '@zsb/shared/upload'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay, formatIfDay } from '@/platform/copy/dates'
import { ChoiceCard, ChoiceGroup, Field, FieldFrame } from '@/ui'
import { refusalsAt, type Refusal } from '../apply.flow'
import { applyCopy } from '../copy'
import { LicenceField } from './LicenceField'
import { PersonField } from './PersonField'
import { PlainField } from './PlainField'
import { RowsField } from './RowsField'
import { SignatureField } from '../signature/SignatureField'
import { useSigning } from '../signature/signing'
import { UploadBox } from './UploadBox'
import '../applications.scss'

export interface FormFieldProps {
  field: Described
  value: unknown
  /** What is computed from the others; empty while it cannot be. */
  computed: string
  sourced: SourcedField | null
  /** What he says it should be 信息有误; empty: nothing. */
  contested: string
  refusals: readonly Refusal[]
  /** Where its files on their way are kept. */
  place: string
  onChange: (value: unknown) => void
  /** The field was left, or a part of it: `name` of a person, `0/name` of rows. */
  onLeave: (part?: string) => void
  onRemoveRow: (row: number) => void
  onContest: () => void
}

/** One field of a form, whatever its kind. */
export function FormField({ field, value, computed, sourced, contested, refusals, place, onChange, onLeave, onRemoveRow, onContest }: FormFieldProps) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const signing = useSigning()
  const id = `field-${field.code}`
  const own = refusalsAt(refusals, `/${field.code}`)
  const first = own[0]
  const error = first ? pick(first) : undefined
  const name = pick(field)
  const filledBySelf = sourced ? { ...field, help: bothOf(words.notFound, sourced) } : field
  const help = filledBySelf.help ? pick(filledBySelf.help) : undefined
  const frame = { id, label: name, help, error, optional: !field.required }
  if (sourced && sourced.display !== null) {
    const source = pick(sourced.source)
    return (
      <Field
        id={id}
        label={name}
        value={formatIfDay(sourced.display, language)}
        onChange={nothing}
        disabled
        error={error}
        help={contested === '' ? undefined : words.contestedAs(pick(saidOf(field, contested)))}
        source={sourced.asOf ? words.sourcedAt({ source, day: formatDay(sourced.asOf, language) }) : source}
        onContest={onContest}
      />
    )
  }
  switch (filledBySelf.kind) {
    case 'choices': {
      const chosen = isTextList(value) ? value : []
      return (
        <FieldFrame {...frame} group>
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
      return (
        <RowsField
          {...frame}
          field={filledBySelf}
          rows={isRows(value) ? value : []}
          refusals={own}
          onChange={onChange}
          onLeave={onLeave}
          onRemove={onRemoveRow}
        />
      )
    case 'person':
      return <PersonField {...frame} code={field.code} parts={isParts(value) ? value : {}} refusals={own} onChange={onChange} onLeave={onLeave} />
    case 'licence':
      return (
        <FieldFrame {...frame} group>
          <LicenceField
            id={id}
            label={name}
            type={filledBySelf.licenceType}
            required={field.required}
            renews={filledBySelf.renews ?? false}
            value={isText(value) ? value : ''}
            onChange={onChange}
            onLeave={onLeave}
          />
        </FieldFrame>
      )
    case 'declaration':
      return (
        <FieldFrame {...frame} group>
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
      return (
        <FieldFrame {...frame} group>
          <UploadBox
            id={`${id}-files`}
            label={name}
            place={place}
            code={field.code}
            allowed={ALLOWED_IN_FORM}
            most={filledBySelf.most}
            ids={isTextList(value) ? value : []}
            onChange={(ids) => {
              onChange(ids)
              onLeave()
            }}
          />
        </FieldFrame>
      )
    case 'signature':
      return (
        <FieldFrame {...frame} group>
          {signing?.on === 'paper' && !isDrawn(filledBySelf, value) ? (
            <UploadBox
              id={`${id}-files`}
              label={name}
              place={place}
              code={field.code}
              allowed={ALLOWED_IN_FORM}
              most={1}
              ids={isText(value) && value !== '' ? [value] : []}
              onChange={(ids) => {
                onChange(ids[0] ?? '')
                onLeave()
              }}
            />
          ) : (
            <SignatureField id={id} label={name} value={isText(value) && !isReference(value) ? value : ''} onChange={onChange} onLeave={onLeave} />
          )}
        </FieldFrame>
      )
    case 'computed':
      return <Field id={id} label={name} value={computed} onChange={nothing} disabled error={error} help={computed === '' ? words.computedLater : help} />
    default:
      return <PlainField id={id} field={filledBySelf} value={isText(value) ? value : ''} error={error} onChange={onChange} onLeave={onLeave} />
  }
}

const nothing = (): void => undefined

const saidOf = (field: Described, says: string) => ({
  zh: answerText(field, says, { pick: ({ zh }) => zh, day: (day) => formatDay(day, 'zh') }),
  en: answerText(field, says, { pick: ({ en }) => en, day: (day) => formatDay(day, 'en') }),
})

/** The sentence in both languages, for a field that takes its help as data. */
const bothOf = (sentence: (source: string) => string, { source }: SourcedField) => ({ zh: sentence(source.zh), en: sentence(source.en) })
