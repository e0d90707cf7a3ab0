export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '办理进度', enablePullDownRefresh: true })
