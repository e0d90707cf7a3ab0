export const scan = { root: 'features/scan', pages: ['pages/scan/index', 'pages/visit/index'] } as const
