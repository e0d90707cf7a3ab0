export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '证照详情', enablePullDownRefresh: true })
