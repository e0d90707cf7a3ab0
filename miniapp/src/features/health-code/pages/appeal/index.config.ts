export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '申诉' })
