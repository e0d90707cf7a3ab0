export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '人工变更公开' })
