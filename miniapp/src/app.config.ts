import { PACKAGES } from './packages'

export default defineAppConfig({
  pages: ['pages/home/index', 'pages/wallet/index', 'pages/mine/index', ...(process.env.KIT ? ['pages/kit/index'] : [])],
  subPackages: PACKAGES.map(({ root, pages }) => ({ root, pages: [...pages] })),
  window: {
    navigationStyle: 'custom',
    navigationBarBackgroundColor: '#f3f6f8',
    navigationBarTextStyle: 'black',
    navigationBarTitleText: '掌上办',
    backgroundColor: '#f3f6f8',
    backgroundTextStyle: 'dark',
  },
  animation: false,
  lazyCodeLoading: 'requiredComponents',
  __usePrivacyCheck__: true,
})
