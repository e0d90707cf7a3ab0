export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '隐私与授权' })
