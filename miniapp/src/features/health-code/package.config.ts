/** Sub-package 分包: 健康码, its declarations, switching it on and off, appeals 申诉 and changes by hand 人工变更, and what is held. */
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
    'pages/appeal/index',
    'pages/appeals/index',
    'pages/overrides/index',
    'pages/checks/index',
    'pages/figures/index',
    'pages/contacts/index',
  ],
} as const
