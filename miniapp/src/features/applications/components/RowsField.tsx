import { View } from '@tarojs/components'
import type { FormField } from '@zsb/shared/form'
import { useCopy, usePick } from '@/platform/copy'
import { Button, FieldFrame, TextLink } from '@/ui'
import { refusalsAt, type Refusal } from '../apply.flow'
import { applyCopy } from '../copy'
import { PlainField } from './PlainField'

type Row = Readonly<Record<string, string>>

interface Props {
  id: string
  label: string
  help?: string
  optional: boolean
  field: Extract<FormField, { kind: 'rows' }>
  rows: readonly Row[]
  /** Those of the field and of its cells. */
  refusals: readonly Refusal[]
  onChange: (rows: readonly Row[]) => void
  /** A cell, as `0/name`. */
  onLeave: (cell: string) => void
  onRemove: (row: number) => void
}

/** 表格: a card for each row, its fields below each other, since a phone is no wide table. */
export function RowsField({ id, label, help, optional, field, rows, refusals, onChange, onLeave, onRemove }: Props) {
  const words = useCopy(applyCopy)
  const pick = usePick()
  const whole = refusals.find(({ pointer }) => pointer === `/${field.code}`)
  const put = ({ at, code, text }: { at: number; code: string; text: string }) => onChange(rows.map((row, i) => (i === at ? { ...row, [code]: text } : row)))
  return (
    <FieldFrame id={id} label={label} help={help} optional={optional} error={whole ? pick(whole) : undefined} group>
      {rows.map((row, i) => (
        <View key={i} className="z-form-row">
          <View className="l-row l-between l-wrap">
            <View className="t-note">{words.rowOf({ name: label, number: i + 1 })}</View>
            <TextLink id={`${id}-${i}-remove`} icon="circle-minus" onPress={() => onRemove(i)}>
              {words.removeRow(i + 1)}
            </TextLink>
          </View>
          {field.columns.map((column) => {
            const refusal = refusalsAt(refusals, `/${field.code}/${i}/${column.code}`)[0]
            return (
              <PlainField
                key={column.code}
                id={`${id}-${i}-${column.code}`}
                field={column}
                value={row[column.code] ?? ''}
                error={refusal ? pick(refusal) : undefined}
                onChange={(text) => put({ at: i, code: column.code, text })}
                onLeave={() => onLeave(`${i}/${column.code}`)}
              />
            )
          })}
        </View>
      ))}
      {rows.length < field.most ? (
        <Button id={`${id}-add`} kind="quiet" icon="plus" small onPress={() => onChange([...rows, {}])}>
          {words.addRow(label)}
        </Button>
      ) : null}
    </FieldFrame>
  )
}
