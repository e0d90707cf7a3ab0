export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '在线办理' })
