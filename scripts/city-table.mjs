// What `npm start` prints once everything runs: addresses, and the demo people by role with how to sign in as each.

const ROLES = {
  clerk: '窗口人员 / window clerk',
  relyingParty: '用证单位 / relying party',
  supervisor: '主管 / supervisor',
  operator: '运营 / operator',
  approver: '审批 / approver',
  guard: '门岗 / guard',
}

/** Chinese characters take two columns of a terminal. */
const width = (text) =>
  [...text].reduce(
    (sum, char) => sum + (/[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u{20000}-\u{3ffff}]/u.test(char) ? 2 : 1),
    0,
  )
const pad = (text, columns) => text + ' '.repeat(Math.max(1, columns - width(text)))
const both = ({ zh, en }) => `${zh} / ${en}`
const table = (rows) => {
  const columns = rows[0].map((_, i) => Math.max(...rows.map((row) => width(row[i]))) + 2)
  for (const row of rows) console.log(`    ${row.map((cell, i) => (i === row.length - 1 ? cell : pad(cell, columns[i]))).join('')}`)
}

/** The demo people as the API tells them; null where it does not. */
async function findDemoPeople(base) {
  try {
    const answer = await fetch(`${base}/api/v1/demo/people`, { signal: AbortSignal.timeout(5_000) })
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}

function printPeople({ citizens, staff, smsInbox }, base) {
  console.log(
    '\n  市民 / citizens — 手机号和验证码登录 / phone number and one-time code' + (smsInbox ? `\n  验证码在此 / the codes arrive at ${smsInbox}` : ''),
  )
  table(citizens.map(({ name, phone, number, about }) => [name, phone, number, both(about)]))
  console.log('\n  工作人员 / staff — 工作台：账号、密码、动态码 / staff desk: account, password, second factor')
  console.log(`  动态码每 30 秒更换，现行的在此 / the second factor changes every 30 s, the present one is at ${base}/api/v1/demo/people`)
  table(
    staff.map(({ username, password, name, capacity, counter, totp }) => [
      ROLES[capacity] ?? capacity,
      name,
      username,
      password,
      totp ?? '······',
      both(counter),
    ]),
  )
}

/** @param {{ base: string, mocks: Record<string, string>, mongoUri: string, seconds: number }} city */
export async function printCity({ base, mocks, mongoUri, seconds }) {
  const people = await findDemoPeople(base)
  console.log(`\n掌上办已就绪 / ready  (${seconds.toFixed(1)} s)\n`)
  table([
    ['应用 / app', `${base}/`],
    ['接口 / API', `${base}/docs  ${base}/openapi.json  ${base}/healthz`],
    [
      '模拟系统 / mocks',
      Object.entries(mocks)
        .map(([name, url]) => `${name} :${new URL(url).port}`)
        .join('  '),
    ],
    ['数据库 / MongoDB', mongoUri.replace(/\/\/[^@/]*@/, '//')],
  ])
  if (people) printPeople(people, base)
  console.log('\n  Ctrl-C 停止 / stops everything · npm run reset 清空数据 / wipes the data\n')
}
