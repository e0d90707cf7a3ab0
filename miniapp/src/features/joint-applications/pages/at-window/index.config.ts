export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '办件进度', enablePullDownRefresh: true })
