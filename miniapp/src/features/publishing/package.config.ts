export const publishing = { root: 'features/publishing', pages: ['pages/content/index', 'pages/publications/index'] } as const
