// The network of a simulated phone: really over HTTP and WebSocket to one API process of the city.

const pathOf = (url) => url.replace(/^\w+:\/\/[^/]+/, '')

/**
 * The address baked into the build is the public one; here it leads to `base`, as a name server would.
 * @param {string} base one API process
 * @param {object[]} [verdicts] gets the body of every answer to POST /verifications, as it went over the wire
 */
export const throughHttp = (base, verdicts = []) => ({
  answer: async ({ url, method, headers, body }) => {
    const answered = await fetch(base + pathOf(url), { method, headers, body, redirect: 'error' })
    const text = await answered.text()
    if (method === 'POST' && pathOf(url) === '/api/v1/verifications') verdicts.push(JSON.parse(text))
    return { status: answered.status, text, headers: Object.fromEntries(answered.headers) }
  },
  liveAt: (url) => base.replace('http', 'ws') + pathOf(url),
})

/** A refusal made by `problem` of the atlas's fixtures, else a body. */
const isProblem = (answer) => typeof answer?.status === 'number' && answer.contentType !== undefined

/**
 * Prepared answers, `GET /api/v1/x` → body, as the rows of the atlas have them.
 * @param {string[]} missing gets what was asked and not prepared
 */
export const prepared = (answers, { now, missing }) => ({
  answer: async ({ url, method }) => {
    const path = pathOf(url)
    const found = answers[`${method} ${path}`] ?? answers[`${method} ${path.split('?')[0]}`]
    if (found === undefined) {
      missing.push(`${method} ${path}`)
      throw new Error('no answer prepared')
    }
    if (found?.offline) throw new Error('no network')
    const refused = isProblem(found)
    return {
      status: refused ? found.status : method === 'POST' ? 201 : 200,
      text: JSON.stringify(refused ? found.body : found),
      headers: { date: now.toUTCString(), 'content-type': refused ? found.contentType : 'application/json' },
    }
  },
})
