export const ledger = { root: 'features/ledger', pages: ['pages/ledger/index'] } as const
