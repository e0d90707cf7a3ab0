export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '启用健康码' })
