/** Sub-package 分包: 健康码, its declarations, codes on paper, appeals 申诉 and what is held. */
export const healthCode = {
  root: 'features/health-code',
  pages: [
    'pages/code/index',
    'pages/declare/index',
    'pages/declarations/index',
    'pages/proof/index',
    'pages/my-data/index',
    'pages/printed/index',
    'pages/window-printed/index',
    'pages/appeal/index',
    'pages/appeals/index',
  ],
} as const
