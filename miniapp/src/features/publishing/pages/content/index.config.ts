export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '内容发布' })
