export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '值守扫码' })
