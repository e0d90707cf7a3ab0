export const caseDesk = { root: 'features/case-desk', pages: ['pages/queue/index', 'pages/objections/index'] } as const
