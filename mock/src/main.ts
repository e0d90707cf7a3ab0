import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type Koa from 'koa'
import { createAlipay } from './alipay/alipay'
import { createClockSystem } from './clock/clock'
import { readMockConfig } from './config'
import { createDisabled } from './disabled/disabled'
import { createFace } from './face/face'
import { createHealth } from './health/health'
import { createHrss } from './hrss/hrss'
import { createMarket } from './market/market'
import { createMockClock } from './platform/mock-clock'
import { createPolice } from './police/police'
import { createPopulation } from './population/population'
import { createSms } from './sms/sms'
import { createWechat } from './wechat/wechat'

async function listen(app: Koa, port: number): Promise<Server> {
  const server = createServer(app.callback())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return server
}

async function main(): Promise<void> {
  const { portBase } = readMockConfig()
  const clock = createMockClock()
  const systems: [string, Koa][] = [
    ['clock', createClockSystem(clock)],
    ['wechat', createWechat(clock)],
    ['alipay', createAlipay(clock)],
    ['sms', createSms(clock)],
    ['population', createPopulation()],
    ['face', createFace(clock)],
    ['police', createPolice(clock)],
    ['hrss', createHrss(clock)],
    ['market', createMarket(clock)],
    ['health', createHealth(clock)],
    ['disabled', createDisabled(clock)],
  ]
  const servers: Server[] = []
  const addresses: Record<string, string> = {}
  for (const [i, [name, app]] of systems.entries()) {
    const server = await listen(app, portBase === 0 ? 0 : portBase + i)
    servers.push(server)
    addresses[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  process.stdout.write(`${JSON.stringify({ mocks: addresses })}\n`)
  const stop = () => {
    for (const server of servers) {
      server.close()
      server.closeAllConnections()
    }
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}

main().catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : 'the stand-ins could not start'}\n`)
  process.exit(1)
})
