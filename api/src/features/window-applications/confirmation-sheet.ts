import type { ApplicationView, SubmitApplication } from '@zsb/shared/application'
import { answerText, fieldsOf, isDrawn } from '@zsb/shared/form'
import type { PaperDocument } from '@zsb/shared/paper'

interface Named {
  zh: string
  en: string
}
/** What was filled in of one case, or of several at once 联办. */
export interface FilledIn extends Pick<ApplicationView, 'form' | 'sourced' | 'materials'> {
  number: string
  /** Whose windows it is for, and what it is. */
  office: string
  what: string
  /** Guiding questions as they were answered. */
  situation: readonly string[]
  /** Second persons who have to agree. */
  roles: readonly string[]
}
interface Sheet {
  filled: FilledIn
  asked: Omit<SubmitApplication, 'version' | 'seen'>
  applicantName: string
  /** Of the child it is done for; null where it is done for himself. */
  childName: string | null
  officer: string
  today: string
}

const both = (text: string): Named => ({ zh: text, en: text })
const SIGNED: Named = { zh: '申请人（签字）：', en: 'Applicant (signature):' }

/**
 * 窗口代录确认单: what a clerk has filled in, read and signed by the applicant before it is handed in. It is nobody's decision, so it bears no seal; its
 * foot is where the applicant signs.
 */
export function toConfirmationSheet({ filled: of, asked, applicantName, childName, officer, today }: Sheet): Omit<PaperDocument, 'code'> {
  const known = new Map(of.sourced.flatMap(({ field, display }) => (display === null ? [] : [[field, display] as const])))
  const filled = fieldsOf(of.form).flatMap((field) => {
    const value =
      known.get(field.code) ?? (asked.answers[field.code] === undefined ? '' : answerText(field, asked.answers[field.code], { pick: ({ zh }) => zh }))
    const says = asked.contested?.find((each) => each.field === field.code)?.says
    const wrong = says === undefined ? '' : `（本人说应该是：${answerText(field, says, { pick: ({ zh }) => zh })}，请窗口核实）`
    return value === '' ? [] : [both(`${field.zh}：${value}${wrong}`)]
  })
  const materials = of.materials.flatMap(({ code, zh, options }) => {
    const taken = asked.materials.find((each) => each.code === code)
    const way = options.find(({ kind }) => kind === taken?.kind)
    if (asked.later?.materials.includes(code)) return [both(`${zh}：承诺后补`)]
    return taken && way ? [both(`${zh}：${way.words.zh}`)] : []
  })
  const drawn = fieldsOf(of.form).flatMap((field) => {
    const value = asked.answers[field.code]
    return isDrawn(field, value) ? [{ text: both(`${field.zh}：`), list: null, drawn: value }] : []
  })
  return {
    title: both('窗口代录确认单'),
    number: of.number,
    addressee: of.office,
    pieces: [
      {
        text: both(
          `申请人${applicantName}${childName ? `为孩子${childName}` : ''}办理“${of.what}”，由窗口工作人员${officer}按本人陈述和证件录入。录入内容如下：`,
        ),
        list: null,
      },
      ...(of.situation.length > 0 ? [{ text: null, list: of.situation.map(both) }] : []),
      ...(filled.length > 0 ? [{ text: null, list: filled }] : []),
      ...drawn,
      ...(materials.length > 0
        ? [
            { text: both('材料：'), list: null },
            { text: null, list: materials },
          ]
        : []),
      ...(of.roles.length > 0 ? [{ text: both(`还要请${of.roles.join('、')}同意使用证照，同意前有关的事不开始办。`), list: null }] : []),
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

interface ConsentToSign {
  /** The second person, as the applicant named him, and what he is to the child. */
  name: string
  number: string
  role: Named
  bundle: Named
  asks: Named
  licences: readonly Named[]
  offices: readonly Named[]
  applicantName: string
  officer: string
  office: string
  today: string
}
const listed = (names: readonly Named[]) => [...new Set(names.map(({ zh }) => zh))].join('、')

/** 授权书: what a second person is asked on his phone, to be signed before a clerk by whoever has none with him. */
export const toConsentSheet = ({
  name,
  number,
  role,
  bundle,
  asks,
  licences,
  offices,
  applicantName,
  officer,
  office,
  today,
}: ConsentToSign): Omit<PaperDocument, 'code'> => ({
  title: both('用证授权书'),
  number: '',
  addressee: office,
  pieces: [
    { text: both(`${applicantName}正在办理“${bundle.zh}”，请${role.zh}${name}（${number}）授权。`), list: null },
    { text: asks, list: null },
    { text: null, list: [both(`使用的证照：${listed(licences)}`), both(`使用的单位：${listed(offices)}`)] },
    {
      text: both(`以上内容我已看过或听窗口读过，同意为这一件事使用。没有用到的，我可以随时收回同意。证件和本人由窗口工作人员${officer}核对。`),
      list: null,
    },
  ],
  remedies: null,
  office: { zh: '授权人（签字）：', en: 'Signature:' },
  madeOn: today,
  sealed: false,
})
