export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '变更证照状态' })
