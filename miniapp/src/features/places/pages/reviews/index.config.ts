export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '场所审核' })
