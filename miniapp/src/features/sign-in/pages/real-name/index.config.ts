export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '实名认证' })
