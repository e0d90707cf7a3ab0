// How demo people do the things every walk begins with, as a person would: by the screen.

const lastSms = async (city, phone) => (await (await fetch(`${city.mocks.sms}/_control/inbox?phone=${phone}`)).json()).message

/** The code of the first message after `before` that the SMS stand-in received for a number: it may arrive after the answer. */
async function smsCode(city, phone, before) {
  for (let tries = 0; tries < 100; tries++) {
    const last = await lastSms(city, phone)
    if (last && last.messageId !== before?.messageId) return last.params.code
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('no message arrived')
}

/**
 * Taps a button that sends a one-time code, and answers the code. One message a minute for a number, by the machine's own time: whoever
 * asks too soon is told when to ask again, and waits for it.
 */
async function askForCode(page, { city, phone, button, path }) {
  const before = await lastSms(city, phone)
  for (let asked = false; !asked;) {
    await page.waitForFunction((id) => document.querySelector(id)?.getAttribute('aria-disabled') !== 'true', button, { timeout: 70_000 })
    const answered = page.waitForResponse((response) => response.url().endsWith(path))
    await page.locator(button).click()
    const answer = await answered
    asked = answer.ok()
    if (!asked && answer.status() !== 429) throw new Error(`no message could be asked for: ${answer.status()}`)
    if (!asked) await page.waitForSelector(`${button}[aria-disabled="true"]`)
  }
  return smsCode(city, phone, before)
}

/** Taro's inputs may be wrapped: fill the inner one. */
export async function fillField(page, id, value) {
  const inner = page.locator(`input#${id}, #${id} input`).first()
  await inner.fill(value)
}

export async function signInCitizen(page, { city, phone }) {
  await page.goto(`${new URL(page.url()).origin}/#/features/sign-in/pages/sign-in/index`)
  await page.waitForSelector('#send-code')
  await askToSignIn(page, { city, phone })
  await page.waitForFunction(() => !location.hash.includes('/sign-in/pages/sign-in'), null, { timeout: 10_000 })
}

/** Fills the form and sends it; what comes of it is the walk's to see. */
export async function askToSignIn(page, { city, phone }) {
  await fillField(page, 'phone', phone)
  // Whoever agreed on this phone before need not again.
  if ((await page.locator('#agree-privacy').getAttribute('aria-checked')) !== 'true') await page.locator('#agree-privacy').click()
  await fillField(page, 'otp', await askForCode(page, { city, phone, button: '#send-code', path: '/sign-in/codes' }))
  await page.locator('#sign-in').click()
}

const people = async (base) => (await fetch(`${base}/api/v1/demo/people`)).json()

/** A citizen of the demo, by name. */
export const demoPerson = async (city, name) => (await people(city.apis[0])).citizens.find((citizen) => citizen.name === name)

/** A member of staff of the demo with a code of the second factor that is good now. */
export const demoStaff = async (city, { relyingPartyCode, capacity, username }) => {
  for (let tries = 0; tries < 400; tries++) {
    const member = (await people(city.apis[0])).staff.find(
      (each) => each.relyingPartyCode === relyingPartyCode && each.capacity === capacity && (!username || each.username === username),
    )
    // Whoever has just signed in twice has no code before the next half minute.
    if (!member || member.totp !== null) return member
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('no code of the second factor came')
}

/** Name and number, compared with the register. */
export async function claimName(page, { city, name }) {
  const person = await demoPerson(city, name)
  await page.waitForSelector('#real-name-name, #real-name-name input')
  await page.waitForLoadState('networkidle')
  await fillField(page, 'real-name-name', name)
  await fillField(page, 'real-name-number', person.number)
  const answered = page.waitForResponse((response) => response.url().includes('/real-name/checks') && response.ok())
  await page.locator('#real-name-submit').click()
  await answered
}

/** Name and number first, then the face: from then on the licences come. */
export async function realName(page, { city, name }) {
  await claimName(page, { city, name })
  await page.waitForSelector('#way-face')
  await proveByFace(page)
}

/** A face check: the partner's page opens in a window of its own, where the person at the demo decides; hers shows the result by itself. */
export async function proveByFace(page) {
  if (!(await page.locator('#way-face').isVisible())) await page.goto(`${new URL(page.url()).origin}/#/features/sign-in/pages/real-name/index?again=1`)
  await page.waitForSelector('#way-face')
  await page.locator('#way-face').click()
  await page.getByRole('button', { name: '同意', exact: true }).click()
  await page.waitForSelector('#face-open')
  const opened = page.context().waitForEvent('page')
  await page.locator('#face-open').click()
  const partner = await opened
  const ended = partner.waitForResponse((response) => response.request().method() === 'POST')
  await partner.locator('button.go').click()
  await ended
  await partner.close()
  await page.waitForSelector('#real-name-done')
}

export async function signInStaff(page, { city, ...who }) {
  const member = await askToWork(page, { city, ...who })
  // The counter's screen for whoever checks codes all day, the staff's home for the others.
  // Drawn, not only named in the address: whoever goes on before that is overtaken by it.
  const isThere = () =>
    [...document.querySelectorAll('.taro_page:not(.taro_page_hide)')].some(
      (drawn) => /\/verification\/|\/staff\/pages\/home/.test(drawn.id) && drawn.querySelector('[role=main]'),
    )
  await page.waitForFunction(isThere, null, { timeout: 20_000 })
  return member
}

/** Fills the form of the staff and sends it; what comes of it is the walk's to see. */
export async function askToWork(page, { city, ...who }) {
  const member = await demoStaff(city, who)
  await page.goto(`${new URL(page.url()).origin}/#/features/staff/pages/sign-in/index`)
  await page.waitForSelector('#staff-sign-in')
  await fillField(page, 'staff-username', member.username)
  await fillField(page, 'staff-password', member.password)
  await fillField(page, 'staff-totp', member.totp)
  await page.locator('#staff-sign-in').click()
  return member
}

/** Opens a licence of the wallet to be shown; sensitive ones ask for the 亮证密码, which is set the first time. */
export async function openLicence(page, type, { password = '280613', city, phone } = {}) {
  await page.goto(`${new URL(page.url()).origin}/#/pages/wallet/index`)
  await page.waitForSelector(`#card-${type}`)
  if (!(await page.locator(`#show-${type}`).isVisible())) await page.locator(`#card-${type}`).click()
  await page.locator(`#show-${type}`).click()
  await page.waitForSelector('#presentation-code, #presentation-password, #presentation-password input, #presentation-password-set')
  if (await page.locator('#presentation-password-set').count()) {
    await page.locator('#presentation-password-set').click()
    await page.waitForSelector('#password-new')
    // Right after a face or a window check nothing more is asked.
    if (await page.locator('#password-send-code').count()) {
      const code = await askForCode(page, { city, phone, button: '#password-send-code', path: '/presentation-password/codes' })
      await fillField(page, 'password-code', code)
    }
    await fillField(page, 'password-new', password)
    await fillField(page, 'password-again', password)
    await page.locator('#password-save').click()
    await page.waitForSelector('#presentation-code')
  }
  if (await page.locator('#presentation-unlock').count()) {
    await fillField(page, 'presentation-password', password)
    await page.locator('#presentation-unlock').click()
    await page.waitForSelector('#presentation-code')
  }
}

/** Adds optional fields to what is shown. */
export async function chooseFields(page, fields) {
  await page.locator('#choose-fields').click()
  for (const field of fields) await page.locator(`#field-${field}`).click()
  await page.locator('#fields-done').click()
}
