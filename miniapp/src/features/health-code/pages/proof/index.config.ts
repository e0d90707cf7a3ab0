export default definePageConfig({ navigationStyle: 'custom', navigationBarTitleText: '健康码销毁证明' })
