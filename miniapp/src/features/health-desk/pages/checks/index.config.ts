export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '健康码夜间核对' })
