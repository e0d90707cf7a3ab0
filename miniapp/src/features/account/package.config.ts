export const account = { root: 'features/account', pages: ['pages/settings/index'] } as const
