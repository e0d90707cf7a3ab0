export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '代理' })
