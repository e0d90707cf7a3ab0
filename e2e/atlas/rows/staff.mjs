// Rows of the pages of staff.
import { VERDICTS, policy, policyNone, recent, recentNone } from '../fixtures/counter.mjs'
import { devices, devicesApproved, devicesNone, staffMe } from '../fixtures/desk.mjs'
import { complaints, complaintsNone } from '../fixtures/ledger.mjs'
import { problem } from '../fixtures/parse.mjs'

const fill = (page, id, value) => page.locator(`input#${id}, #${id} input`).first().fill(value)
/** A code comes from the scanner that is always listening; the verdict is the fixture's. */
const scan = async (page) => {
  await page.waitForSelector('#counter-purpose')
  // As fast as a scanner types, however busy this machine is.
  await page.evaluate(() => {
    for (const key of [...'https://zsb.example/v#eyJhbGciOiJFUzI1NiJ9.eyJqdGkiOiJhIn0.c2ln', 'Enter'])
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code: key === 'Enter' ? 'Enter' : '', bubbles: true, cancelable: true }))
  })
  await page.waitForSelector('#verdict, #scan-next', { timeout: 5000 })
}
const type = async (page) => {
  await fill(page, 'typed-code', '000000000000')
  await page.locator('#check-typed').click()
}
const verdicts = Object.fromEntries(
  Object.entries(VERDICTS).map(([name, verdict]) => [
    name,
    { answers: { 'POST /api/v1/verifications': verdict }, act: scan, ...(name === 'valid' && { everywhere: true }), width: 1280 },
  ]),
)

const QUEUES = {
  'GET /api/v1/complaints': complaints,
  'GET /api/v1/staff-devices': devices,
}

export const staff = [
  {
    route: '/features/staff/pages/home/index',
    page: 'staff-home',
    needs: 'supervisor',
    wide: true,
    skeleton: false,
    answers: QUEUES,
    ready: '#staff-waiting',
    states: {
      'nothing waits': { answers: { 'GET /api/v1/complaints': complaintsNone, 'GET /api/v1/staff-devices': devicesNone } },
      clerk: { needs: 'clerk' },
      operator: { needs: 'operator' },
    },
  },
  {
    route: '/features/staff/pages/sign-in/index',
    page: 'staff-sign-in',
    needs: 'nobody',
    asksNothing: true,
    ready: '#staff-sign-in',
    answers: {
      'POST /api/v1/staff-sessions': problem(403, 'STAFF_SIGN_IN_REFUSED', { zh: '用户名、密码或动态码不对', en: 'User name, password or code is not right' }),
    },
    states: {
      refused: {
        down: true,
        act: async (page) => {
          await fill(page, 'staff-username', 'li.jianguo')
          await fill(page, 'staff-password', 'Demo-2026!')
          await fill(page, 'staff-totp', '123456')
          await page.locator('#staff-sign-in').click()
          await page.waitForSelector('[role=alert], [aria-live]')
        },
      },
    },
  },
  {
    route: '/features/staff/pages/complaints/index',
    page: 'staff-complaints',
    needs: 'supervisor',
    wide: true,
    answers: { 'GET /api/v1/complaints': complaints },
    ready: '#complaint-1',
    states: { empty: { answers: { 'GET /api/v1/complaints': complaintsNone } } },
  },
  {
    route: '/features/staff/pages/settings/index',
    page: 'staff-settings',
    needs: 'clerk',
    wide: true,
    skeleton: false,
    answers: { 'GET /api/v1/staff/me': staffMe },
    ready: '#staff-pin-save',
  },
  {
    route: '/features/staff/pages/devices/index',
    page: 'staff-devices',
    needs: 'supervisor',
    wide: true,
    answers: {
      'GET /api/v1/staff-devices': devices,
      'GET /api/v1/staff-devices?state=approved&limit=50': devicesApproved,
      'POST /api/v1/staff-devices/01JD0000000000000000DEVICE/approvals': { ...devices.items[0], state: 'approved' },
    },
    ready: '#device-1',
    states: {
      empty: { answers: { 'GET /api/v1/staff-devices': devicesNone } },
      approved: {
        act: (page) =>
          page
            .locator('#device-state-approved')
            .click()
            .then(() => page.waitForSelector('#remove-device-1')),
      },
      asked: {
        act: (page) =>
          page
            .locator('#approve-device-1')
            .click()
            .then(() => page.waitForSelector('#dialog')),
      },
    },
  },
  {
    route: '/features/verification/pages/verify/index',
    page: 'verify',
    needs: 'clerk',
    wide: true,
    answers: { 'GET /api/v1/staff/counter-policy': policy, 'GET /api/v1/verifications': recent },
    ready: '#counter-purpose',
    states: {
      hold: {
        answers: { 'POST /api/v1/verifications': VERDICTS.valid },
        act: async (page) => {
          await scan(page)
          await type(page)
          await page.waitForSelector('#missed')
        },
        width: 1280,
      },
      'contested before': {
        answers: { 'POST /api/v1/verifications': VERDICTS.used, [`GET /api/v1/verifications/${VERDICTS.valid.id}`]: VERDICTS.contested },
        act: async (page, tell) => {
          await scan(page)
          await tell({ topic: 'verification.contested', id: VERDICTS.valid.id })
          await page.waitForSelector('#contest-1')
        },
        width: 1280,
      },
      'nothing yet': { answers: { 'GET /api/v1/verifications': recentNone } },
      'no occasions': { answers: { 'GET /api/v1/staff/counter-policy': policyNone } },
      ...verdicts,
    },
  },
]
