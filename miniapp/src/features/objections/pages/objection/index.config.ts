export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '提出异议', enablePullDownRefresh: true })
