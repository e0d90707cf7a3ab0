// Rows of the tab pages.
import { wallet, walletEmpty, walletPartly } from '../fixtures/licences.mjs'

export const shell = [
  { route: '/pages/home/index', page: 'home', needs: 'citizen', asksNothing: true, ready: '#home-elder', states: { nobody: { needs: 'nobody' }, clerk: { needs: 'clerk' } } },
  {
    route: '/pages/wallet/index',
    page: 'wallet',
    needs: 'citizen',
    answers: { 'GET /api/v1/licences': wallet },
    ready: '#card-drivingLicence',
    states: {
      empty: { answers: { 'GET /api/v1/licences': walletEmpty } },
      'a library is down': { answers: { 'GET /api/v1/licences': walletPartly } },
      'another card open': { act: (page) => page.locator('#card-drivingLicence').click() },
      nobody: { needs: 'nobody' },
    },
  },
  { route: '/pages/mine/index', page: 'mine', needs: 'citizen', asksNothing: true, ready: '#mine-settings', states: { nobody: { needs: 'nobody' }, 'signing out': { act: (page) => page.locator('#mine-sign-out').click() } } },
  { route: '/features/account/pages/settings/index', page: 'settings', needs: 'citizen', asksNothing: true },
]
