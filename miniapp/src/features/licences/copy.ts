import { defineCopy } from '@/platform/copy'

export const licencesCopy = defineCopy({
  zh: { title: '我的证照', signInFirst: '登录后看证照', signInWhy: '身份证、驾驶证、社保卡会自动取来，不用自己添加。', signIn: '登录' },
  en: {
    title: 'My licences',
    signInFirst: 'Sign in to see your licences',
    signInWhy: 'Identity card, driving licence and social security card come by themselves.',
    signIn: 'Sign in',
  },
})
