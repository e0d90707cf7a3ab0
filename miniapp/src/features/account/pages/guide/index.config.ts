export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '隐私保护指引' })
