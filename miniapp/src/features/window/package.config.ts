export const window = { root: 'features/window', pages: ['pages/real-name/index', 'pages/freeze/index'] } as const
