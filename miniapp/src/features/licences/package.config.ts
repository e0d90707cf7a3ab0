export const licences = { root: 'features/licences', pages: ['pages/detail/index'] } as const
