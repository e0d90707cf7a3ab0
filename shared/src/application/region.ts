import { fieldsOf, isText, type Answers, type Form } from '../form'
import { CITY, findRegion, regionOfAddress } from '../region'

interface Filed {
  form: Form
  answers: Answers
  /** Where the result is sent 寄送地址: that a letter goes there makes it no matter of that district. */
  postAddress?: string | undefined
}

/**
 * The division 行政区划 a case 办件 was filed for: of the first region or address that was filled in and says one, or the whole city, whose offices
 * these are, where the form asks for none or it was answered without or with one of elsewhere.
 * @returns six digits, GB/T 2260
 */
export function regionFiledFor({ form, answers, postAddress }: Filed): string {
  for (const { code, kind } of fieldsOf(form)) {
    const answer = Object.hasOwn(answers, code) ? answers[code] : undefined
    if (code === postAddress || !isText(answer)) continue
    const region = kind === 'region' ? findRegion(answer) : kind === 'address' ? regionOfAddress(answer) : null
    if (region) return region.code
  }
  return CITY.code
}
