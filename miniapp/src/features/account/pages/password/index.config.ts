export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '亮证密码' })
