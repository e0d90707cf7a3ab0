export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '停用并销毁' })
