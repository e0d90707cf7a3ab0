import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { CrowdAsk, CrowdOrder, CrowdReport } from './ask-in-crowd'

/**
 * A crowd that overloads one API process: a program of its own, and one that speaks just as much HTTP as it needs. A proper client would
 * take more of the machine than the process it is to overload.
 */

const TICK_MS = 4
/** The last requests are waited for this long. */
const LINGER_MS = 8_000

/** One connection, one request after the other. */
class Phone {
  private readonly socket
  private bodyLeft = -1
  private isAsking = false

  constructor(
    port: number,
    private readonly nextRequest: () => Buffer,
    private readonly onAnswer: (phone: Phone, status: number, isWordless: boolean) => void,
  ) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.socket.on('data', (chunk) => this.read(chunk))
    this.socket.on('error', () => undefined)
    this.socket.on('close', () => this.isAsking && this.answer(0, false))
  }

  ask(): void {
    this.isAsking = true
    this.socket.write(this.nextRequest())
  }

  isUsable = (): boolean => !this.socket.destroyed

  private status = 0
  private isWordless = false
  /** The server lets a connection go after so many requests, and says so. */
  private isLast = false

  private read(chunk: Buffer): void {
    let body = chunk.length
    if (this.bodyLeft < 0) {
      const end = chunk.indexOf('\r\n\r\n')
      // A head in two pieces is not to be expected on the loopback; it would come out as an odd status.
      const head = chunk.toString('latin1', 0, end)
      this.status = Number(head.slice(9, 12))
      this.isWordless = this.status === 503 && !(/retry-after: \d/i.test(head) && chunk.includes('"OVERLOADED"'))
      this.isLast = /\r\nconnection: close/i.test(head)
      this.bodyLeft = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
      body = chunk.length - end - 4
    }
    this.bodyLeft -= body
    if (this.bodyLeft > 0) return
    this.bodyLeft = -1
    if (this.isLast) this.socket.destroy()
    this.answer(this.status, this.isWordless)
  }

  private answer(status: number, isWordless: boolean): void {
    this.isAsking = false
    this.onAnswer(this, status, isWordless)
  }
}

function toRequest({ method, path, body }: CrowdAsk, { port, bearer }: Pick<CrowdOrder, 'port' | 'bearer'>): Buffer {
  const head = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${bearer}\r\n`
  if (method === 'GET') return Buffer.from(`${head}\r\n`)
  const text = JSON.stringify(body ?? {})
  const key = randomBytes(16).toString('base64url')
  return Buffer.from(`${head}Idempotency-Key: ${key}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
}

async function askInCrowd({ port, asks, bearer, clients, perSecond, forMs }: CrowdOrder): Promise<CrowdReport> {
  let turn = 0
  const nextRequest = () => toRequest(asks[turn++ % asks.length]!, { port, bearer })
  const report: CrowdReport = { asked: 0, heldBack: 0, answers: {}, wordless: 0 }
  const from = performance.now()
  const isOver = () => performance.now() - from >= forMs
  const idle: Phone[] = []
  let phones = 0
  let unanswered = 0

  const ask = (phone: Phone) => {
    report.asked++
    unanswered++
    phone.ask()
  }
  const onAnswer = (phone: Phone, status: number, isWordless: boolean) => {
    unanswered--
    report.answers[status] = (report.answers[status] ?? 0) + 1
    if (isWordless) report.wordless++
    if (!phone.isUsable()) phones--
    else if (perSecond !== null || isOver()) idle.push(phone)
    else ask(phone)
  }
  /** One that waits for nothing, a new one, or none. */
  const findFree = () => {
    for (let phone = idle.pop(); phone; phone = idle.pop()) {
      if (phone.isUsable()) return phone
      phones--
    }
    return phones < clients ? open() : null
  }
  const open = () => {
    phones++
    return new Phone(port, nextRequest, onAnswer)
  }

  let due = 0
  while (!isOver()) {
    // Everybody asks again as soon as he is answered; or so many ask in a second, whoever is answered.
    if (perSecond === null) while (phones < clients) ask(open())
    else
      for (const until = ((performance.now() - from) / 1_000) * perSecond; due < until; due++) {
        const phone = findFree()
        if (phone) ask(phone)
        else report.heldBack++
      }
    await pause(TICK_MS)
  }
  for (const patientUntil = performance.now() + LINGER_MS; unanswered > 0 && performance.now() < patientUntil;) await pause(TICK_MS)
  return report
}

process.stdout.write(`${JSON.stringify({ asking: true })}\n`)
void askInCrowd(JSON.parse(process.env.CROWD ?? '{}') as CrowdOrder).then((crowd) => {
  process.stdout.write(`${JSON.stringify({ crowd })}\n`, () => process.exit(0))
})
