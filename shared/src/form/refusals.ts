/** Why an answer is refused: the code, and the sentence that stands at the field. */
export const FORM_REFUSALS = {
  required: { zh: () => '这一项必填', en: () => 'This is needed' },
  kind: { zh: () => '这一项填写的形式不对，请重新填写', en: () => 'Not the form of answer that is asked for; fill it in again' },
  unknownField: { zh: () => '表单里没有这一项，请刷新后再填', en: () => 'The form has no such field; refresh first' },
  tooShort: { zh: (n: number) => `至少写 ${n} 个字`, en: (n: number) => `At least ${n} characters` },
  tooLong: { zh: (n: number) => `最多写 ${n} 个字`, en: (n: number) => `At most ${n} characters` },
  characters: { zh: () => '有不能用的字符，请按证件填写', en: () => 'Characters that cannot stand here; write it as on the document' },
  notNumber: { zh: () => '请填数字', en: () => 'A number, please' },
  decimals: {
    zh: (n: number) => (n === 0 ? '请填整数' : `最多 ${n} 位小数`),
    en: (n: number) => (n === 0 ? 'A whole number, please' : `At most ${n} decimals`),
  },
  below: { zh: (n: number) => `不能小于 ${n}`, en: (n: number) => `Not below ${n}` },
  above: { zh: (n: number) => `不能大于 ${n}`, en: (n: number) => `Not above ${n}` },
  noDay: { zh: () => '没有这一天，请看年月日对不对', en: () => 'There is no such day; check year, month and day' },
  tooEarly: { zh: () => '日期太早，请看年份对不对', en: () => 'That day is too early; check the year' },
  tooLate: { zh: () => '日期太晚，请看年份对不对', en: () => 'That day is too late; check the year' },
  unknownRegion: { zh: () => '没有这个行政区划，请重新选', en: () => 'No such region' },
  legacy15: { zh: () => '这是 15 位旧号码，请填现在身份证上的 18 位号码', en: () => 'A 15-digit number of the first generation; the card has 18 digits' },
  checkDigit: { zh: () => '号码有一位不对，请对照证件再核对', en: () => 'One digit is wrong; compare with the document' },
  birthDate: { zh: () => '号码里的出生日期不对，请对照证件', en: () => 'The date of birth in the number is wrong' },
  length: { zh: () => '位数不对，请对照证件', en: () => 'Not the right number of digits' },
  notMobile: { zh: () => '请填 11 位手机号码', en: () => 'An eleven-digit mobile number, please' },
  notOffered: { zh: () => '请从列出的里面选', en: () => 'Choose one of those offered' },
  tooFew: { zh: (n: number) => `至少 ${n} 项`, en: (n: number) => `At least ${n}` },
  tooMany: { zh: (n: number) => `最多 ${n} 项`, en: (n: number) => `At most ${n}` },
  twice: { zh: () => '同一项选了两次', en: () => 'Chosen twice' },
  notAgreed: { zh: () => '请看完后点同意', en: () => 'Please read it and agree' },
  signatureShape: { zh: () => '签名没有存好，请清除后重新签', en: () => 'The signature was not kept as it was drawn; clear it and sign again' },
  signatureTooLong: { zh: () => '笔画太多了，请清除后只签名字', en: () => 'Too many strokes; clear it and sign your name alone' },
  signatureTooShort: { zh: () => '签得太少，认不出来，请清除后签全名', en: () => 'Too little to be read; clear it and sign your full name' },
  signatureOnPhone: { zh: () => '请在这里手写签名', en: () => 'Please sign here by hand' },
  reference: { zh: () => '没有收到这个文件或证照，请重新选', en: () => 'That file or licence is not there; choose again' },
} as const
export type FormRefusalCode = keyof typeof FORM_REFUSALS

/** A refused answer and where: JSON pointer (RFC 6901), so that the phone puts the sentence at the field. */
export interface FormRefusal {
  pointer: string
  code: FormRefusalCode
  zh: string
  en: string
}

export function refuse(pointer: string, code: FormRefusalCode, n = 0): FormRefusal {
  const { zh, en } = FORM_REFUSALS[code]
  return { pointer, code, zh: zh(n), en: en(n) }
}
