export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '窗口办健康码' })
