export const licenceChanges = { root: 'features/licence-changes', pages: ['pages/changes/index', 'pages/request/index', 'pages/reports/index'] } as const
