import { formatPrintedNumber } from '@zsb/shared/health-code'
import { formatDay, formatInstant } from '@zsb/shared/time'
import type { CodeSheet } from '../papers'

interface Parts {
  text: string
  name: string
  /** `男`, `女`, or nothing where the register has none. */
  sex: string | null
  age: number
  number: string
  photo: string | null
  issuedAt: Date
  /** Last day. */
  validTo: string
}

/** 离线码 as it is printed: name and photo, and no colour. */
export function toPrintedSheet({ text, name, sex, age, number, photo, issuedAt, validTo }: Parts): CodeSheet {
  return {
    kind: 'card',
    title: '临江市 健康码 离线码',
    subtitle: '纸面不显示颜色',
    text,
    number: `离线码 ${formatPrintedNumber(number)}`,
    name,
    facts: [sex, `${age} 岁`].filter(Boolean).join('，'),
    photo,
    noPhoto: '没有照片，请在这里贴一张近照',
    lines: ['由场所值守人员扫码，颜色在值守人员的手机上当场查。没有网络时查不到颜色。'],
    foot: [
      `打印于 ${formatInstant(issuedAt, 'zh')}，有效到 ${formatDay(validTo, 'zh')}。再打印一张，这张就作废。`,
      '丢了请在家人手机的“打印离线码”里作废，或者带证件到窗口作废。',
    ],
  }
}
