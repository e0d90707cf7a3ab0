export const windowApplications = { root: 'features/window-applications', pages: ['pages/begin/index', 'pages/fill/index', 'pages/joint/index'] } as const
