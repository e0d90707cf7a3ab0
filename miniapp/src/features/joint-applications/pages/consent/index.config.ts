export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '请您授权', enablePullDownRefresh: true })
