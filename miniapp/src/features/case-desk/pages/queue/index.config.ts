export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '办件' })
