export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '一件事一次办' })
