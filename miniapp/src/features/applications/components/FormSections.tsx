import { isText, type Form, type SoFar } from '@zsb/shared/form'
import type { SourcedField } from '@zsb/shared/application'
import { View } from '@tarojs/components'
import { usePick } from '@/platform/copy'
import { Card, Section } from '@/ui'
import type { Filled, Refusal } from '../apply.flow'
import { FormField } from './FormField'
import '../applications.scss'

interface Props {
  form: Form
  filled: Filled
  read: Pick<SoFar, 'asked' | 'answers'>
  refusals: readonly Refusal[]
  fill: (code: string, value: unknown) => void
  leave: (code: string, part?: string) => void
  removeRow: (code: string, row: number) => void
  /** What was taken from elsewhere 数据来源. */
  sourced?: readonly SourcedField[]
  /** What he says it should be 信息有误, by field. */
  contested?: Readonly<Record<string, string>>
  onContest?: (code: string) => void
  /** Sections that are answered elsewhere. */
  elsewhere?: readonly string[]
  /** Under what the files of a field are kept while they are sent. */
  placeOf: (code: string) => string
}

/** A form that is data, section by section: what is asked by now, with what is wrong at its field. */
export function FormSections({
  form,
  filled,
  read,
  refusals,
  fill,
  leave,
  removeRow,
  sourced = [],
  contested = {},
  onContest,
  elsewhere = [],
  placeOf,
}: Props) {
  const pick = usePick()
  return (
    <>
      {form.sections.map((section) => {
        const fields = section.fields.filter(({ code }) => read.asked.includes(code))
        if (fields.length === 0 || elsewhere.includes(section.code)) return null
        return (
          <Section key={section.code} title={pick(section)}>
            <Card>
              <View className="z-form">
                {fields.map((field) => {
                  const computed = field.kind === 'computed' ? read.answers[field.code] : ''
                  return (
                    <FormField
                      key={field.code}
                      field={field}
                      value={filled[field.code]}
                      computed={isText(computed) ? computed : ''}
                      sourced={sourced.find((each) => each.field === field.code) ?? null}
                      contested={contested[field.code] ?? ''}
                      refusals={refusals}
                      place={placeOf(field.code)}
                      onChange={(value) => fill(field.code, value)}
                      onLeave={(part) => leave(field.code, part)}
                      onRemoveRow={(row) => removeRow(field.code, row)}
                      onContest={() => onContest?.(field.code)}
                    />
                  )
                })}
              </View>
            </Card>
          </Section>
        )
      })}
    </>
  )
}
