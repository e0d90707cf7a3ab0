export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '冻结和解冻账户' })
