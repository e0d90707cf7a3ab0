export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '好差评', enablePullDownRefresh: true })
