import { defineCopy } from '@/platform/copy'

/** What is still missing before a page of one's own opens, in the order it is done. */
export const gateCopy = defineCopy({
  zh: {
    signIn: '登录',
    realNameFirst: '先完成实名认证',
    realName: '去认证',
    proveFirst: '还差一步：确认是您本人',
    proveWhy: (then: string) => `姓名和号码已经核对过，还要做人脸核验，或到窗口核验。${then}`,
    prove: '去确认',
  },
  en: {
    signIn: 'Sign in',
    realNameFirst: 'Confirm who you are first',
    realName: 'Confirm now',
    proveFirst: 'One step left: show that it is you',
    proveWhy: (then: string) => `Name and number fit; a face check or a visit to a window is left. ${then}`,
    prove: 'Go on',
  },
})
