export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '窗口实名' })
