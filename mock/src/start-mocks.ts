import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CalendarDate } from '@zsb/shared/time'
import { createAlipay } from './alipay'
import { createCdc } from './cdc'
import { createLicences } from './city'
import { createCityClock, createClockSystem, type CityClock } from './clock'
import { StartRefused } from './config'
import { createDisabledLibrary } from './disabled'
import { createFace } from './face'
import { createHealthLibrary } from './health'
import { createHrssLibrary } from './hrss'
import { createMarketLibrary } from './market'
import { createPoliceLibrary } from './police'
import { createPopulation, createPopulationRegister } from './population'
import { createPost } from './post'
import { createSms } from './sms'
import type { System } from './system'
import { createWechat } from './wechat'

/** In the order of their ports. */
export const SYSTEM_NAMES = ['clock', 'wechat', 'alipay', 'sms', 'population', 'face', 'police', 'hrss', 'market', 'health', 'disabled', 'post', 'cdc'] as const
export type SystemName = (typeof SYSTEM_NAMES)[number]

export interface RunningMocks {
  urls: Record<SystemName, string>
  clock: CityClock
  stop: () => Promise<void>
}

function createSystems({ clock, today }: { clock: CityClock; today: CalendarDate }): Record<SystemName, System> {
  const { now } = clock
  const licences = createLicences(today)
  const register = createPopulationRegister()
  return {
    clock: createClockSystem({ clock }),
    wechat: createWechat({ now }),
    alipay: createAlipay({ now }),
    sms: createSms({ now }),
    population: createPopulation({ register, licences, now }),
    face: createFace({ register, now }),
    police: createPoliceLibrary({ licences, now }),
    hrss: createHrssLibrary({ licences, now }),
    market: createMarketLibrary({ licences, now }),
    health: createHealthLibrary({ licences, now }),
    disabled: createDisabledLibrary({ licences, now }),
    post: createPost({ now }),
    cdc: createCdc({ now }),
  }
}

function listen(server: Server, port: number, name: SystemName): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        cause.code === 'EADDRINUSE'
          ? new StartRefused(`Port ${port} for the stand-in "${name}" is taken: set MOCK_PORT_BASE to another number, or to 0 for free ports.`)
          : cause,
      ),
    )
    server.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
}

/**
 * Starts every outside system, each on its own port of this machine only.
 * @param portBase the first of thirteen ports; 0 takes free ones
 * @throws StartRefused when a port is taken; what had been started is stopped
 */
export async function startMocks({
  portBase,
  today,
  clock = createCityClock(),
}: {
  portBase: number
  today: CalendarDate
  clock?: CityClock
}): Promise<RunningMocks> {
  const systems = createSystems({ clock, today })
  const servers: Server[] = []
  const stop = async () => {
    await Promise.all(
      servers.map(
        (server) =>
          new Promise<void>((resolve) => {
            server.close(() => resolve())
            server.closeAllConnections()
          }),
      ),
    )
  }
  const urls = {} as Record<SystemName, string>
  try {
    for (const [i, name] of SYSTEM_NAMES.entries()) {
      const server = createServer(systems[name].app.callback())
      servers.push(server)
      urls[name] = await listen(server, portBase === 0 ? 0 : portBase + i, name)
    }
  } catch (cause) {
    await stop()
    throw cause
  }
  return { urls, clock, stop }
}
