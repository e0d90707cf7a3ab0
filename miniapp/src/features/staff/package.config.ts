export const staff = { root: 'features/staff', pages: ['pages/sign-in/index', 'pages/complaints/index', 'pages/settings/index'] } as const
