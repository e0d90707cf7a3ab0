export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '发布记录' })
