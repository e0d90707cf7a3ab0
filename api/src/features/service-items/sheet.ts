import { fieldsOf, readSample, type Answers, type Condition, type Form, type FormField } from '@zsb/shared/form'
import type { HandedIn, ServiceItem, SheetKind } from '@zsb/shared/service-item'
import { formatDay } from '@zsb/shared/time'
import { blankBox, filledBox, type FormSheet, type SheetBox } from '../papers'

/** Which of 空白表 and 示例样表 can be printed from a form: a sample that it would refuse is not published. */
export function sheetsOf(form: Form | null): SheetKind[] {
  if (!form) return []
  return form.sample ? ['blank', 'sample'] : ['blank']
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

/** What somebody does by hand with a sheet of paper, beside what he writes. */
function sampleBox(field: FormField, answers: Answers, signedBy: string): SheetBox {
  const written = (line: string): SheetBox => ({ kind: 'text', lines: [line], written: true })
  switch (field.kind) {
    case 'file':
      return written('附在表后，共 1 份')
    case 'licence':
      return written('证照编号：照证照上的抄')
    case 'signature':
      return written(signedBy)
    default:
      return filledBox(field, answers)
  }
}

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
            box: kind === 'blank' ? blankBox(field) : sampleBox(field, answers, signedBy),
          },
        ]
      }),
    })),
    materials: item.materials.flatMap(({ zh, need, handedIn }) =>
      handedIn ? [`${zh}（${handedInText(handedIn)}）${need === 'whenAsked' ? '，需要时才要' : ''}`] : [],
    ),
    signature: fields.some((field) => field.kind === 'signature') ? null : { label: '申请人或者监护人（签字）：', name: signedBy },
    day: { label: '填表日期：', text: kind === 'sample' && form.sample ? formatDay(form.sample.filledOn, 'zh') : null },
    foot: `咨询 ${item.consultPhone}　投诉 ${item.complaintPhone}　${item.department.zh}`,
  }
}
