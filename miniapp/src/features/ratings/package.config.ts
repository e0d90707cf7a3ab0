export const ratings = { root: 'features/ratings', pages: ['pages/rate/index', 'pages/call-backs/index'] } as const
