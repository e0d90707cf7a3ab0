import { defineCopy } from '@/platform/copy'

/** Words of the firm or office 单位 a place is applied for, as its owner and as the street office reads them. */
export const firmCopy = defineCopy({
  zh: {
    firm: '单位',
    code: (code: string) => `统一社会信用代码 ${code}`,
    checked: '已核对',
    checkedBy: (issuer: string, day: string) => `和电子营业执照核对过（${issuer}，${day}）`,
    unchecked: '未核对',
  },
  en: {
    firm: 'Firm or office',
    code: (code: string) => `Credit code ${code}`,
    checked: 'Compared',
    checkedBy: (issuer: string, day: string) => `With the business licence (${issuer}, ${day})`,
    unchecked: 'Not compared',
  },
})
