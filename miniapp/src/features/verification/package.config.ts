export const verification = { root: 'features/verification', pages: ['pages/verify/index'] } as const
