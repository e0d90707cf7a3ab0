export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '我的办件', enablePullDownRefresh: true })
