// What the API says to a page that is drawn from a row of the atlas.
import { ALWAYS } from './fixtures/people.mjs'
import { problem } from './fixtures/parse.mjs'

const UNAVAILABLE = problem(503, 'OVERLOADED', { zh: '当前使用的人太多，请过几秒再试', en: 'Very busy; please try again in a few seconds' })

/** What the row's answers say to a request. */
export function answerer({ answers, transport, isOffline, faults }) {
  const all = { ...ALWAYS, ...answers }
  const isSilent = transport === 'silent' || transport === 'slow'
  return ({ method, url }) => {
    const { pathname, search } = new URL(url)
    const key = `${method} ${pathname}`
    const always = key in ALWAYS
    if (!always && isSilent && method === 'GET') return null
    if (!always && isOffline()) return { offline: true }
    const answer = !always && transport === 'refuse' && method === 'GET' ? UNAVAILABLE : (all[`${key}${search}`] ?? all[key])
    if (answer === undefined) {
      faults.push(`no answer in the row for ${key}${search}`)
      return { offline: true }
    }
    const isProblem = typeof answer?.status === 'number' && answer.contentType !== undefined
    return isProblem ? answer : { status: method === 'POST' ? 201 : 200, contentType: 'application/json', body: answer }
  }
}
