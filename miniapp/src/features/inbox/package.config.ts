export const inbox = { root: 'features/inbox', pages: ['pages/inbox/index'] } as const
