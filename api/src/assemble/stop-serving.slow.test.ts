import { spawn, type ChildProcess } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { openWholeApi, type SignedIn, type WholeApi } from '../../test-support/whole-api'

let city: WholeApi
let citizen: SignedIn
beforeAll(async () => {
  city = await openWholeApi({ name: 'stop' })
  citizen = await city.signInCitizen()
}, 60_000)
afterAll(() => city.close())

/** The real program, as an orchestrator starts it. */
async function startProcess(): Promise<{ child: ChildProcess; port: number; stopping: Promise<void>; exited: Promise<number | null> }> {
  const env = { ...process.env, ...city.environment(), AUTO_MIGRATE: '1', PORT: '0' }
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, '../main.ts')], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const errors: string[] = []
  const exited = new Promise<number | null>((resolve) => void child.once('exit', resolve))
  const stopping = new Promise<void>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      errors.push(line)
      if (line.includes('"api.stopping"')) resolve()
    })
  })
  const ready = new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => line.startsWith('{') && resolve((JSON.parse(line) as { port: number }).port))
    void exited.then((code) => reject(new Error(`the API stopped with ${code}: ${errors.join('\n')}`)))
  })
  return { child, port: await ready, stopping, exited }
}

/** A write that the server has begun to read: its headers are there (100 Continue says so), its body comes when `finish` is called. */
async function begin(port: number, { path, body, bearer }: { path: string; body: object; bearer: string }) {
  const text = JSON.stringify(body)
  const socket: Socket = connect(port, '127.0.0.1')
  let answer = ''
  let continued: () => void = () => undefined
  const taken = new Promise<void>((resolve) => (continued = resolve))
  socket.on('data', (chunk: Buffer) => {
    answer += chunk.toString()
    if (answer.startsWith('HTTP/1.1 100')) continued()
  })
  socket.on('error', () => undefined)
  const closed = new Promise<string>((resolve) => void socket.on('close', () => resolve(answer)))
  const head = `POST ${path} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ${bearer}\r\nIdempotency-Key: ${'k'.repeat(10)}${Math.random().toString(36).slice(2).padEnd(12, '0')}\r\n`
  socket.write(`${head}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\nExpect: 100-continue\r\n\r\n`)
  await taken
  return { finish: () => void socket.write(text), closed }
}

/** Where no more than eight ask at once none is sent away, however busy the machine is (platform/overload/shed.ts). */
const NONE_IS_SHED = 8

describe('an API process that is told to stop', () => {
  it('R25: answers everything it has taken, takes nothing new, hangs up its sockets and exits with 0', async () => {
    const clerk = await city.signInStaff()
    const { child, port, stopping, exited } = await startProcess()
    const verification = {
      path: '/api/v1/verifications',
      body: { code: 'https://shop.example/x', purpose: 'windowBusiness', scene: 'vehicleOffice', method: 'camera' },
      bearer: clerk.bearer,
    }
    const reading = { path: '/api/v1/notices/reads', body: {}, bearer: citizen.bearer }
    const taken = await Promise.all(Array.from({ length: NONE_IS_SHED }, (_, i) => begin(port, i % 2 ? verification : reading)))
    child.kill('SIGTERM')
    await stopping
    for (const each of taken) each.finish()
    const answers = await Promise.all(taken.map(({ closed }) => closed))
    const finals = answers.map((answer) => answer.split('\r\n\r\n').slice(1).join('\r\n\r\n').split(' ')[1])
    expect(finals).toEqual(taken.map((_, i) => (i % 2 ? '200' : '204')))
    expect(await exited).toBe(0)
  }, 90_000)

  it('ends in bounded time when a request never ends, and says so with its exit code', async () => {
    const { child, port, stopping, exited } = await startProcess()
    const { closed } = await begin(port, { path: '/api/v1/notices/reads', body: {}, bearer: citizen.bearer })
    child.kill('SIGTERM')
    await stopping
    expect(await exited).toBe(1)
    await closed
  }, 90_000)
})
