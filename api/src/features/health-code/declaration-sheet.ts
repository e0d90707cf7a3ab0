import { askedFields, type Answers, type Form } from '@zsb/shared/form'
import type { DocumentClaim } from '@zsb/shared/holder'
import { maskDocumentNumber } from '@zsb/shared/identity'
import { formatInstant } from '@zsb/shared/time'
import { filledBox, type FormSheet } from '../papers'

interface Parts {
  form: Form
  answers: Answers
  person: DocumentClaim
  clerk: { counter: string; name: string }
  id: string
  at: Date
  /** When the one was said whose place it takes; null for a new one. */
  corrects: Date | null
}
const line = (label: string, text: string) => ({ label, help: '', box: { kind: 'text' as const, lines: [text], written: true } })

/** 申报表 as it was taken down at a window: read by whom it is about, signed by his hand, and kept with the consent he signed. */
export function toDeclarationSheet({ form, answers, person, clerk, id, at, corrects }: Parts): FormSheet {
  const asked = askedFields({ form, answers })
  const taken = [
    line('姓名', person.name),
    line('证件号码', maskDocumentNumber(person.number)),
    line('代填人', `${clerk.counter} ${clerk.name}`),
    line('填写时间', formatInstant(at, 'zh')),
    ...(corrects ? [line('更正', `更正 ${formatInstant(corrects, 'zh')} 填的那一份，以这一份为准`)] : []),
  ]
  return {
    title: '个人健康申报表',
    kind: '窗口代填',
    mark: '窗口代填，请本人看过再签字',
    number: `申报编号 ${id}`,
    note: '下面是窗口人员照您说的填的，请从头看一遍，看不清的请窗口人员念给您听。有写错的，先不签字，请窗口人员当场更正；以后发现写错，带证件到窗口更正，更正以后以新的一份为准。',
    sections: [
      { title: '谁的申报，谁填的', rows: taken },
      ...form.sections.map(({ zh: title, fields }) => ({
        title,
        rows: fields
          .filter(({ code }) => asked.includes(code))
          .map((field) => ({ label: field.zh, help: field.help?.zh ?? '', box: filledBox(field, answers) })),
      })),
    ],
    materials: [],
    signature: { label: '本人看过，没有写错（签字）：', name: '' },
    day: { label: '签字日期：', text: null },
    foot: '写错了，带证件到窗口更正',
  }
}
