import { defineCopy } from '@/platform/copy'

/** Words of 到窗口办 for several things at once, before there is anything to show. */
export const jointWindowCopy = defineCopy({
  zh: {
    title: '到窗口办',
    signInFirst: '登录后才能出示办件码',
    why: '窗口扫您的码，接着您填的往下办。',
    gone: '没有找到这件事',
    goneWhy: '可能是替孩子办的：请先在首页切换到那个孩子',
  },
  en: {
    title: 'Go to a window',
    signInFirst: 'Sign in to show the code',
    why: 'The window scans your code and goes on where you stopped.',
    gone: 'Not found',
    goneWhy: 'It may be a child’s: switch to that child on the home page first',
  },
})
