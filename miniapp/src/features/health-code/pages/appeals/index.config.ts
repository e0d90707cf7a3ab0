export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '健康码申诉' })
