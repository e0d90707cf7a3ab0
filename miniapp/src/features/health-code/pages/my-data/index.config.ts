export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '我的健康数据' })
