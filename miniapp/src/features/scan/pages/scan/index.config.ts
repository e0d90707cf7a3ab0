export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '扫一扫' })
