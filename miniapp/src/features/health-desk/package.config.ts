/** Sub-package 分包: what operators do about the health code 健康码: on and off, changes by hand 人工变更 with their public figures, checks, contact queries. */
export const healthDesk = {
  root: 'features/health-desk',
  pages: ['pages/activations/index', 'pages/sunsets/index', 'pages/contacts/index', 'pages/overrides/index', 'pages/checks/index', 'pages/figures/index'],
} as const
