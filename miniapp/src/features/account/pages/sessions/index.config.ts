export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '登录设备' })
