export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '证照状态变更' })
