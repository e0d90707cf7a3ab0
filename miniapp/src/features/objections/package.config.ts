export const objections = { root: 'features/objections', pages: ['pages/objection/index', 'pages/objections/index'] } as const
