export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '关于' })
