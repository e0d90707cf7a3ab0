export const applications = {
  root: 'features/applications',
  pages: ['pages/apply/index', 'pages/applications/index', 'pages/application/index', 'pages/at-window/index', 'pages/paper/index'],
} as const
