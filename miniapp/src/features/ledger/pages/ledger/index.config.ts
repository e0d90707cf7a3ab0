export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '用证记录', enablePullDownRefresh: true })
