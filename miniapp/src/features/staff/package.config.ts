export const staff = {
  root: 'features/staff',
  pages: ['pages/sign-in/index', 'pages/home/index', 'pages/complaints/index', 'pages/devices/index', 'pages/deputies/index', 'pages/settings/index'],
} as const
