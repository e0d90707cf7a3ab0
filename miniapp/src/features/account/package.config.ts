export const account = {
  root: 'features/account',
  pages: [
    'pages/my-data/index',
    'pages/settings/index',
    'pages/sessions/index',
    'pages/family/index',
    'pages/consents/index',
    'pages/guide/index',
    'pages/password/index',
    'pages/phone/index',
    'pages/about/index',
  ],
} as const
