import { defineCopy } from '@/platform/copy'

/** Words around a paper 文书; what it says itself comes with it. */
export const paperCopy = defineCopy({
  zh: {
    title: '文书',
    to: (name: string) => `${name}：`,
    item: ({ no, text, last }: { no: number; text: string; last: boolean }) => `${no}. ${text}${last ? '。' : '；'}`,
    chineseHolds: '',
    open: '打开 PDF（盖章）',
    openPlain: '打开 PDF',
    openWhy: '可以打印、转发；每份文书随时能再打开',
    gone: '没有找到这份文书',
    goneWhy: '可能是别人的，或者这一步没有文书；您的文书在“办理过程”里',
    signInFirst: '登录后看文书',
    whySignIn: '文书里有您的名字和办的事，只有您本人能看',
  },
  en: {
    title: 'Paper',
    to: (name: string) => `To ${name}`,
    item: ({ no, text, last }: { no: number; text: string; last: boolean }) => `${no}. ${text}${last ? '.' : ';'}`,
    chineseHolds: 'A translation: the Chinese text is the one that holds.',
    open: 'Open the PDF with its seal',
    openPlain: 'Open the PDF',
    openWhy: 'To print or send on; each paper can be opened again at any time',
    gone: 'This paper was not found',
    goneWhy: 'It may be somebody else’s, or that step made none; yours stand under What was done of a case',
    signInFirst: 'Sign in to read the paper',
    whySignIn: 'Your name and your business are in it; only you can read it',
  },
})
