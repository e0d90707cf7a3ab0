export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '无手机登记' })
