export const signIn = { root: 'features/sign-in', pages: ['pages/sign-in/index', 'pages/real-name/index', 'pages/face/index'] } as const
