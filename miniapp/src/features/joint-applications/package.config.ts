/** Sub-package 分包: several things done in one go 一件事一次办. */
export const jointApplications = {
  root: 'features/joint-applications',
  pages: ['pages/bundles/index', 'pages/bundle/index', 'pages/apply/index', 'pages/joint/index', 'pages/consent/index', 'pages/at-window/index'],
} as const
