export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '代人办理' })
