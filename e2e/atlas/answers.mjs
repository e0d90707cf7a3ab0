// What the API says to a page that is drawn from a row of the atlas.
import { ALWAYS } from './fixtures/people.mjs'
import { problem } from './fixtures/parse.mjs'

const UNAVAILABLE = problem('OVERLOADED')

/** What the row's answers say to a request. `transport` may be a function: what is silent at first is refused later. */
export function answerer({ answers, transport: given, isOffline, faults }) {
  const transportNow = typeof given === 'function' ? given : () => given
  const all = { ...ALWAYS, ...answers }
  /** How often each was asked for in this picture. */
  const times = {}
  const next = (key, answers) => {
    times[key] = (times[key] ?? 0) + 1
    return answers[Math.min(times[key], answers.length) - 1]
  }
  return ({ method, url }) => {
    const { pathname, search } = new URL(url)
    const key = `${method} ${pathname}`
    const always = key in ALWAYS
    const transport = transportNow()
    if (!always && transport === 'silent' && method === 'GET') return null
    if (!always && isOffline()) return { offline: true }
    const prepared = !always && transport === 'refuse' && method === 'GET' ? UNAVAILABLE : (all[`${key}${search}`] ?? all[key])
    const answer = prepared?.inTurn ? next(key, prepared.inTurn) : prepared
    if (answer === undefined) {
      faults.push(`no answer in the row for ${key}${search}`)
      return { offline: true }
    }
    if (answer?.silence) return null
    if (answer?.offline) return answer
    const isProblem = typeof answer?.status === 'number' && answer.contentType !== undefined
    return isProblem ? answer : { status: method === 'POST' ? 201 : 200, contentType: 'application/json', body: answer }
  }
}
