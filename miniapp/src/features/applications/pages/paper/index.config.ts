export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '文书', enablePullDownRefresh: true })
