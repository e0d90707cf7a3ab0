export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '登记设备' })
