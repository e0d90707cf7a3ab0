/** Sub-package 分包: 健康码, its declarations, and switching it on. */
export const healthCode = {
  root: 'features/health-code',
  pages: ['pages/code/index', 'pages/declare/index', 'pages/declarations/index', 'pages/activations/index'],
} as const
