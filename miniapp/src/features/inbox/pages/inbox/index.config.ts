export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '消息', enablePullDownRefresh: true })
