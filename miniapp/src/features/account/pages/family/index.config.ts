export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '家庭成员' })
