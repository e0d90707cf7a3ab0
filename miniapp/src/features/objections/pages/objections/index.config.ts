export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '异议复核' })
