export const caseDesk = { root: 'features/case-desk', pages: ['pages/queue/index', 'pages/joint/index'] } as const
