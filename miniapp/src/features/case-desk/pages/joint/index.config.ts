export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '联办进度' })
