/** Sub-package 分包: 健康码, its declarations, switching it on and off, and what is held. */
export const healthCode = {
  root: 'features/health-code',
  pages: [
    'pages/code/index',
    'pages/declare/index',
    'pages/declarations/index',
    'pages/activations/index',
    'pages/sunsets/index',
    'pages/proof/index',
    'pages/my-data/index',
    'pages/printed/index',
    'pages/window-printed/index',
  ],
} as const
