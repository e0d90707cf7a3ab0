// What a walk needs done and is not about: by the API, with the session of somebody who signed in.
import { randomBytes } from 'node:crypto'
import { demoStaff } from './people.mjs'

const newKey = () => randomBytes(16).toString('base64url')

/** Requests in somebody's name. `call` throws on every answer that is a refusal, and says which. */
function callerOf({ base, bearer, actingFor }) {
  const call = async (method, path, body) => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': newKey() }
    if (bearer) headers.authorization = await bearer()
    if (actingFor) headers['acting-for'] = actingFor
    const answer = await fetch(`${base}/api/v1${path}`, { method, headers, body: body && JSON.stringify(body) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}\n${text.slice(0, 2000)}`)
    return text === '' ? {} : JSON.parse(text)
  }
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    actingFor: (subjectId) => callerOf({ base, bearer, actingFor: subjectId }),
  }
}

/** Whoever signed in on a page; to be called before, for the page's own requests say who it is. */
export function callerOn(page) {
  let heard = null
  page.on('request', (request) => (heard = request.headers().authorization ?? heard))
  const bearer = () => {
    if (!heard) throw new Error('nobody has signed in on this page yet')
    return heard
  }
  return callerOf({ base: new URL(page.url()).origin, bearer })
}

/** A member of staff of the demo, at work without a screen. */
export async function staffCaller(city, who) {
  const base = city.apis.at(-1)
  const { username, password, totp } = await demoStaff(city, who)
  const device = { id: newKey(), name: '窗口电脑', platform: 'h5' }
  const { accessToken } = await callerOf({ base }).post('/staff-sessions', { username, password, totp, device })
  return callerOf({ base, bearer: () => `Bearer ${accessToken}` })
}

/** A move of the window on a case, as it is now. */
export async function moveCase(staff, id, move) {
  const { version } = await staff.get(`/staff/applications/${id}`)
  return staff.post(`/staff/applications/${id}/moves`, { version, move })
}

/** Asks, now and again, until there is an answer. @throws Error after 20 s */
export async function until(what, ask) {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await ask()
    if (answer) return answer
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`never came: ${what}`)
}
