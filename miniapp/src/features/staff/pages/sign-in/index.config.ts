export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '工作人员登录' })
