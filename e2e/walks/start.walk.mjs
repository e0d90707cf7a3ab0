// The demo city as somebody meets it who has just cloned the project: one command, a table, Ctrl-C, and what happens when it goes wrong.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../support/city.mjs'
import { walk } from '../support/run.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const dir = mkdtempSync(join(tmpdir(), 'zsb-start-'))
const data = join(dir, 'data')

function runScript(name, env) {
  const child = spawn(process.execPath, [join(root, 'scripts', name)], {
    cwd: root,
    env: { ...process.env, DATA_DIR: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { text: '' }
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said.text += chunk))
  const exited = new Promise((resolve) => child.once('close', (code) => resolve(code)))
  return { child, said, exited }
}

/** Resolves when the table is printed. */
async function startCity(env) {
  const from = Date.now()
  const city = runScript('start.mjs', env)
  await new Promise((resolve, reject) => {
    const look = () => city.said.text.includes('Ctrl-C 停止') && resolve()
    city.child.stdout.on('data', look)
    void city.exited.then((code) => reject(new Error(`npm start ended with ${code}\n${city.said.text}`)))
  })
  return { ...city, seconds: (Date.now() - from) / 1000, base: /应用 \/ app\s+(\S+?)\/\s/.exec(city.said.text)[1] }
}

const device = (n) => ({ id: String(n).repeat(22), name: 'walk', platform: 'h5' })
async function post(url, body) {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomBytes(16).toString('base64url') }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  assert.ok(answer.ok, `${new URL(url).pathname} answered ${answer.status}`)
  return answer.json()
}

/** Processes whose command line or data folder belongs to this city. */
const processesOf = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`DATA_DIR=${data}`) || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dir)
      } catch {
        return false
      }
    })

await walk('start', async ({ step }) => {
  let city
  let taken
  /** What signing in told the mother of the table. */
  let mother
  const api = await freePort()
  const mocks = await freePort()
  const env = { PORT: String(api), MOCK_PORT_BASE: String(mocks) }
  try {
    await step('npm start says where to click and how every role signs in', async () => {
      city = await startCity(env)
      for (const word of ['市民 / citizens', '窗口人员 / window clerk', '主管 / supervisor', '运营 / operator', '用证单位 / relying party', '验证码在此']) {
        assert.ok(city.said.text.includes(word), word)
      }
      assert.match(city.said.text, /王小梅\s+199\d{8}/)
      assert.match(await (await fetch(city.base)).text(), /<div id="app"/)
      assert.equal((await fetch(`${city.base}/healthz`)).status, 200)
    })
    await step('whoever stands in the table signs in with what it says, a mother with her child first', async () => {
      const rows = city.said.text.split('\n').map((line) => line.trim().split(/\s{2,}/))
      const row = rows.find(([name]) => name === '王小梅')
      assert.match(row.at(-1), /母亲/)
      const inbox = /the codes arrive at (\S+)/.exec(city.said.text)[1]
      await post(`${city.base}/api/v1/sign-in/codes`, { phone: row[1] })
      const [, code] = /验证码(\d{6})/.exec(await (await fetch(inbox)).text())
      mother = await post(`${city.base}/api/v1/sessions`, { method: 'phone', phone: row[1], code, device: device(0) })
      assert.ok(mother.accessToken)
      const roles = ['窗口人员 / window clerk', '主管 / supervisor', '运营 / operator', '用证单位 / relying party']
      for (const [n, role] of roles.entries()) {
        const [, name, username, password] = rows.find(([first]) => first === role)
        // The second factor of the table may have changed meanwhile; it says itself where the present one stands.
        const { staff } = await (await fetch(/the present one is at (\S+)/.exec(city.said.text)[1])).json()
        const { totp } = staff.find((member) => member.username === username)
        const signedIn = await post(`${city.base}/api/v1/staff-sessions`, { username, password, totp, device: device(n + 1) })
        assert.equal(signedIn.staff.name, name)
      }
    })
    await step('a second start on the same data says that it runs already', async () => {
      const second = runScript('start.mjs', env)
      assert.equal(await second.exited, 1)
      assert.match(second.said.text, /已在运行/)
      assert.doesNotMatch(second.said.text, /\n\s+at /)
    })
    await step('reset refuses while it runs', async () => {
      const reset = runScript('reset.mjs', env)
      assert.equal(await reset.exited, 1)
      assert.match(reset.said.text, /请先按 Ctrl-C/)
    })
    await step('Ctrl-C stops everything and leaves no process', async () => {
      city.child.kill('SIGINT')
      assert.equal(await city.exited, 0)
      assert.deepEqual(processesOf(), [])
    })
    await step('a taken port gives another one; the second start keeps the data and takes at most 20 s', async () => {
      const keys = readdirSync(join(data, 'keys')).sort()
      taken = createServer((_, answer) => answer.end('somebody else')).listen(api, '127.0.0.1')
      await new Promise((resolve) => taken.once('listening', resolve))
      city = await startCity(env)
      assert.match(city.said.text, new RegExp(`端口 ${api} 被占用`))
      assert.notEqual(city.base, `http://127.0.0.1:${api}`)
      assert.equal((await fetch(`${city.base}/readyz`)).status, 200)
      assert.deepEqual(readdirSync(join(data, 'keys')).sort(), keys)
      assert.ok(city.seconds <= 20, `${city.seconds} s`)
      // Her session goes on, and she is who she was.
      const me = await (await fetch(`${city.base}/api/v1/me`, { headers: { authorization: `Bearer ${mother.accessToken}` } })).json()
      assert.equal(me.personId, mother.me.personId)
    })
    for (const [name, said] of [
      ['api/src/main.ts', 'API'],
      ['mock/src/main.ts', 'mocks'],
      ['mongod', 'mongod'],
    ])
      await step(`when a part dies, ${said}, the rest is stopped, and the exit code says so`, async () => {
        const part = processesOf().find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(name))
        process.kill(Number(part), 'SIGKILL')
        assert.equal(await city.exited, 1)
        assert.match(city.said.text, new RegExp(`${said} 意外停止`))
        assert.deepEqual(processesOf(), [])
        if (said !== 'mongod') city = await startCity(env)
      })
    await step('after kill -9 the next start goes on, also when its pid was given to somebody else', async () => {
      city = await startCity(env)
      city.child.kill('SIGKILL')
      await city.exited
      writeFileSync(join(data, 'start.pid'), String(process.pid))
      city = await startCity(env)
      assert.equal((await fetch(`${city.base}/readyz`)).status, 200)
    })
    await step('reset after kill -9 stops the mongod that was left and wipes the data', async () => {
      city.child.kill('SIGKILL')
      await city.exited
      const reset = runScript('reset.mjs', env)
      assert.equal(await reset.exited, 0, reset.said.text)
      assert.equal(existsSync(data), false)
      for (let tries = 0; tries < 100 && processesOf().length > 0; tries++) await new Promise((resolve) => setTimeout(resolve, 100))
      assert.deepEqual(processesOf(), [])
    })
  } finally {
    taken?.close()
    for (const pid of processesOf()) process.kill(Number(pid), 'SIGKILL')
    rmSync(dir, { recursive: true, force: true })
  }
})
