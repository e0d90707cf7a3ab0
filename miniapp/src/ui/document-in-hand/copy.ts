import { defineCopy } from '@/platform/copy'

/** Words of whose document is in hand. */
export const documentInHandCopy = defineCopy({
  zh: {
    documentType: '证件种类',
    name: '姓名',
    nameWrong: '请照证件填姓名',
    number: '证件号码',
    numberWrong: '请照证件填号码',
  },
  en: {
    documentType: 'Document',
    name: 'Name',
    nameWrong: 'Enter the name as on the document',
    number: 'Number',
    numberWrong: 'Enter the number as on the document',
  },
})
