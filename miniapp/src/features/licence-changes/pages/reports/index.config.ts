export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '信息有误' })
