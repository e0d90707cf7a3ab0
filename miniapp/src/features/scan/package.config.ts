export const scan = { root: 'features/scan', pages: ['pages/scan/index'] } as const
