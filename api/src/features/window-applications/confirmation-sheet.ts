import type { ApplicationView, SubmitApplication } from '@zsb/shared/application'
import { answerText, fieldsOf, isDrawn } from '@zsb/shared/form'
import type { PaperDocument } from '@zsb/shared/paper'

interface Named {
  zh: string
  en: string
}
interface Sheet {
  view: ApplicationView
  asked: Omit<SubmitApplication, 'version'>
  applicantName: string
  officer: string
  today: string
}

const both = (text: string): Named => ({ zh: text, en: text })
const SIGNED: Named = { zh: '申请人（签字）：', en: 'Applicant (signature):' }

/**
 * 窗口代录确认单: what a clerk has filled in, read and signed by the applicant before it is handed in. It is nobody's decision, so it bears no seal; its
 * foot is where the applicant signs.
 */
export function toConfirmationSheet({ view, asked, applicantName, officer, today }: Sheet): Omit<PaperDocument, 'code'> {
  const known = new Map(view.sourced.flatMap(({ field, display }) => (display === null ? [] : [[field, display] as const])))
  const filled = fieldsOf(view.form).flatMap((field) => {
    const value =
      known.get(field.code) ?? (asked.answers[field.code] === undefined ? '' : answerText(field, asked.answers[field.code], { pick: ({ zh }) => zh }))
    return value === '' ? [] : [both(`${field.zh}：${value}`)]
  })
  const materials = view.materials.flatMap(({ code, zh, options }) => {
    const taken = asked.materials.find((each) => each.code === code)
    const way = options.find(({ kind }) => kind === taken?.kind)
    if (asked.later?.materials.includes(code)) return [both(`${zh}：承诺后补`)]
    return taken && way ? [both(`${zh}：${way.words.zh}`)] : []
  })
  const drawn = fieldsOf(view.form).flatMap((field) => {
    const value = asked.answers[field.code]
    return isDrawn(field, value) ? [{ text: both(`${field.zh}：`), list: null, drawn: value }] : []
  })
  return {
    title: both('窗口代录确认单'),
    number: view.number ?? '',
    addressee: view.office.zh,
    pieces: [
      { text: both(`申请人${applicantName}办理“${view.item.zh}”，由窗口工作人员${officer}按本人陈述和证件录入。录入内容如下：`), list: null },
      ...(filled.length > 0 ? [{ text: null, list: filled }] : []),
      ...drawn,
      ...(materials.length > 0
        ? [
            { text: both('材料：'), list: null },
            { text: null, list: materials },
          ]
        : []),
      {
        text: both('以上内容我已看过或听窗口读过，与我说的一致，同意提交。为办这件事，我同意窗口查询并使用我在人口库和证照库里的有关信息。'),
        list: null,
      },
    ],
    remedies: null,
    office: SIGNED,
    madeOn: today,
    sealed: false,
  }
}
