import { answerLines, fieldsOf, readSample, type Answers, type ColumnField, type Condition, type Form, type FormField } from '@zsb/shared/form'
import type { HandedIn, ServiceItem, SheetKind } from '@zsb/shared/service-item'
import { formatDay } from '@zsb/shared/time'
import { BLANK_DAY, type FormSheet, type SheetBox } from '../papers'

/** Which of 空白表 and 示例样表 can be printed from a form: a sample that it would refuse is not published. */
export function sheetsOf(form: Form | null): SheetKind[] {
  if (!form) return []
  return form.sample ? ['blank', 'sample'] : ['blank']
}

const ID_DIGITS = 18
const CREDIT_DIGITS = 18
const PHONE_DIGITS = 11
/** Rows drawn of a table that has no fixed number of them. */
const BLANK_ROWS = 4
/** Texts up to this length fit on one line of the sheet. */
const ONE_LINE = 40

/** What stands in a box before anybody has written into it: places for digits, boxes to tick, lines. */
function blankOf(field: FormField): SheetBox {
  switch (field.kind) {
    case 'idNumber':
      return { kind: 'digits', count: ID_DIGITS }
    case 'creditCode':
      return { kind: 'digits', count: CREDIT_DIGITS }
    case 'phone':
      return { kind: 'digits', count: PHONE_DIGITS }
    case 'date':
      return { kind: 'text', lines: [BLANK_DAY] }
    case 'choice':
    case 'choices':
      return { kind: 'ticks', choices: field.choices.map(({ zh }) => ({ zh, ticked: false })) }
    case 'rows':
      return {
        kind: 'table',
        head: field.columns.map(({ zh }) => zh),
        rows: Array.from({ length: Math.min(field.most, BLANK_ROWS) }, () => field.columns.map(() => '')),
      }
    case 'person':
      return { kind: 'text', lines: ['姓名：', '公民身份号码：'] }
    case 'declaration':
      return { kind: 'text', lines: [field.text.zh] }
    case 'file':
      return { kind: 'text', lines: ['附在表后，共　　　份'] }
    case 'licence':
      return { kind: 'text', lines: ['证照编号：'] }
    case 'number':
      return { kind: 'text', lines: [field.unit ? `　　　　　　　　${field.unit}` : ''] }
    case 'longText':
      return { kind: 'space', lines: 4 }
    case 'text':
      return { kind: 'space', lines: field.most > ONE_LINE ? 2 : 1 }
    case 'signature':
      return { kind: 'space', lines: 2 }
    default:
      return { kind: 'space', lines: 1 }
  }
}

const IN_CHINESE: Parameters<typeof answerLines>[2] = { pick: ({ zh }) => zh, day: (day) => formatDay(day, 'zh') }
const cellText = (column: ColumnField, value: string): string => answerLines(column, value, IN_CHINESE).join('')

/** The same as somebody would have filled it in. */
function filledOf(field: FormField, answers: Answers, signedBy: string): SheetBox {
  const value = answers[field.code]
  const texts = answerLines(field, value, IN_CHINESE)
  switch (field.kind) {
    case 'choice':
    case 'choices': {
      const chosen = [value].flat()
      return { kind: 'ticks', choices: field.choices.map(({ value: each, zh }) => ({ zh, ticked: chosen.includes(each) })) }
    }
    case 'idNumber':
    case 'creditCode':
    case 'phone': {
      const blank = blankOf(field)
      return blank.kind === 'digits' && typeof value === 'string' ? { ...blank, written: value } : blank
    }
    case 'rows': {
      const rows = Array.isArray(value) ? (value as readonly Readonly<Record<string, string>>[]) : []
      return {
        kind: 'table',
        head: field.columns.map(({ zh }) => zh),
        rows: rows.map((row) => field.columns.map((column) => cellText(column, row[column.code] ?? ''))),
      }
    }
    case 'person':
      return { kind: 'text', lines: texts.map((text, i) => `${i === 0 ? '姓名：' : '公民身份号码：'}${text}`), written: true }
    case 'declaration':
      return blankOf(field)
    case 'file':
      return { kind: 'text', lines: ['附在表后，共 1 份'], written: true }
    case 'licence':
      return { kind: 'text', lines: ['证照编号：照证照上的抄'], written: true }
    case 'signature':
      return { kind: 'text', lines: [signedBy], written: true }
    default:
      return { kind: 'text', lines: texts, written: true }
  }
}

/** 显示条件 in a sentence, where one says it. */
function whenText(condition: Condition | undefined, fields: readonly FormField[]): string {
  if (!condition) return ''
  if ('is' in condition || 'in' in condition) {
    const field = fields.find(({ code }) => code === condition.field)
    const wanted = 'is' in condition ? [condition.is] : condition.in
    const choices = field && 'choices' in field ? field.choices.filter(({ value }) => wanted.includes(value)).map(({ zh }) => `“${zh}”`) : []
    if (field && choices.length > 0) return `“${field.zh}”选${choices.join('或')}的才填`
  }
  return '有这种情况的才填'
}

const KINDS: Record<HandedIn['kind'], string> = { original: '原件', copy: '复印件', originalAndCopy: '原件和复印件各' }
const MEDIA: Record<HandedIn['media'], string> = { paper: '纸质', electronic: '电子', either: '纸质或电子' }
/** 原件 1 份，纸质或电子，A4 纸. */
const handedInText = ({ kind, media, copies, size }: HandedIn): string => [`${KINDS[kind]} ${copies} 份`, MEDIA[media], size?.zh].filter(Boolean).join('，')

/**
 * An application form 申请表 of an item to print: 空白表 says beside each field what to write; 示例样表 is filled in for somebody invented, by the rules of
 * the form itself. Chinese alone, like every paper that is handed in.
 * @param item as it is handled
 * @returns null where the form has no sample that it would take
 */
export function toFormSheet({ item, form, kind }: { item: ServiceItem; form: Form; kind: SheetKind }): FormSheet | null {
  const fields = fieldsOf(form)
  const sample = kind === 'sample' ? readSample(form) : null
  if (kind === 'sample' && !sample?.ok) return null
  const answers = sample?.ok ? sample.value : {}
  const asked = (field: FormField) => kind === 'blank' || !field.when || Object.hasOwn(answers, field.code)
  const signedBy = sample && form.sample ? `${form.sample.signedBy}（本人手写）` : ''
  return {
    title: `${item.zh}申请表`,
    ...(kind === 'blank' ? { kind: '空白表', mark: '空白表' } : { kind: '示例样表', mark: '示例样表，内容都是虚构的，请勿照抄' }),
    number: `实施编码 ${item.implementationCode}　表式第 ${form.version} 版`,
    note: `带 * 的必填，用黑色笔写清楚。${item.channels.includes('online') ? '在手机上办的不用这张表：系统带您填，已经知道的不用再写。' : ''}`,
    sections: form.sections.map((section) => ({
      title: section.zh,
      rows: section.fields.filter(asked).flatMap((field) => {
        // Reckoned from the others by whoever takes it in.
        if (field.kind === 'computed') return []
        return [
          {
            label: `${field.required ? '* ' : ''}${field.zh}`,
            help: [field.help?.zh, whenText(field.when, fields)].filter(Boolean).join('；'),
            box: kind === 'blank' ? blankOf(field) : filledOf(field, answers, signedBy),
          },
        ]
      }),
    })),
    materials: item.materials.flatMap(({ zh, need, handedIn }) =>
      handedIn ? [`${zh}（${handedInText(handedIn)}）${need === 'whenAsked' ? '，需要时才要' : ''}`] : [],
    ),
    signature: fields.some((field) => field.kind === 'signature') ? null : signedBy,
    filledOn: kind === 'sample' && form.sample ? formatDay(form.sample.filledOn, 'zh') : null,
    foot: `咨询 ${item.consultPhone}　投诉 ${item.complaintPhone}　${item.department.zh}`,
  }
}
