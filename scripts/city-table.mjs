// What `npm start` prints once everything runs: addresses, and the demo people by role with how to sign in as each.

/** Chinese characters take two columns of a terminal. */
const width = (text) =>
  [...text].reduce((sum, char) => sum + (/[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/.test(char) ? 2 : 1), 0)
const pad = (text, columns) => text + ' '.repeat(Math.max(1, columns - width(text)))
const text = (value) => (typeof value === 'string' ? value : value && typeof value === 'object' ? [value.zh, value.en].filter(Boolean).join(' / ') : '')

/** The demo people as the API tells them; none where it does not. */
async function listDemoPeople(base) {
  try {
    const answer = await fetch(`${base}/api/v1/demo/people`, { signal: AbortSignal.timeout(5_000) })
    if (!answer.ok) return []
    const body = await answer.json()
    return Array.isArray(body) ? body : (body.items ?? body.people ?? [])
  } catch {
    return []
  }
}

/** @param {{ base: string, mocks: Record<string, string>, mongoUri: string, seconds: number }} city */
export async function printCity({ base, mocks, mongoUri, seconds }) {
  const rows = [
    ['应用 / app', `${base}/`],
    ['接口 / API', `${base}/api/v1   ${base}/docs   ${base}/healthz`],
    [
      '模拟系统 / mocks',
      Object.entries(mocks)
        .map(([name, url]) => `${name} ${new URL(url).port}`)
        .join(', '),
    ],
    ['数据库 / MongoDB', mongoUri.replace(/\/\/[^@/]*@/, '//')],
  ]
  console.log(`\n掌上办已就绪 / ready  (${seconds.toFixed(1)} s)\n`)
  for (const [label, value] of rows) console.log(`  ${pad(label, 20)}${value}`)
  const people = await listDemoPeople(base)
  if (people.length > 0) {
    console.log('\n  演示人员 / demo people')
    for (const person of people) console.log(`  ${pad(text(person.role), 34)}${pad(text(person.name), 22)}${text(person.signIn)}`)
  }
  console.log('\n按 Ctrl-C 停止 / Ctrl-C stops everything · npm run reset 清空数据 / wipes the data\n')
}
