export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '到访登记' })
