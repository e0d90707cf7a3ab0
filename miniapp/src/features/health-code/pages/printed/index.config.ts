export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '打印离线码' })
