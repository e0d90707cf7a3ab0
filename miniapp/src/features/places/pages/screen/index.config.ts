export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '场所码' })
