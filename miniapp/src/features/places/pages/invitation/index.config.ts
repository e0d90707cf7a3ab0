export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '值守邀请' })
