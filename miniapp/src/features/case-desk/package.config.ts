export const caseDesk = { root: 'features/case-desk', pages: ['pages/queue/index'] } as const
