/** Addresses of the pages that the shell leads to. `hasPage` tells whether this build has one; without it nothing is drawn. */
export const ENTRANCES = {
  signIn: '/features/sign-in/pages/sign-in/index',
  realName: '/features/sign-in/pages/real-name/index',
  scan: '/features/scan/pages/scan/index',
  present: '/features/presentations/pages/present/index',
  ledger: '/features/ledger/pages/ledger/index',
  verify: '/features/verification/pages/verify/index',
  settings: '/features/account/pages/settings/index',
} as const
