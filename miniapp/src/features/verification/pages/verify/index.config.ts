export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '核验证照' })
