export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '差评回访' })
