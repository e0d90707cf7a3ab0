export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '健康码人工变更' })
