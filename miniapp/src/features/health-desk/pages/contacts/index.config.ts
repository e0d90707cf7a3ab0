export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '流调查询' })
