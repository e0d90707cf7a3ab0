import { toCalendarDate, type CalendarDate } from '@zsb/shared/time'

/** The demo's own credentials. They are no secrets: the stand-ins refuse to start in production, and the API refuses them there. */
export const DEMO = Object.freeze({
  wechat: { appId: 'wx-demo-app', secret: 'demo-wechat-secret' },
  alipay: { appId: '2026990100000001' },
  sms: { key: 'demo-sms-key' },
  population: { key: 'demo-population-key' },
  face: { key: 'demo-face-key' },
  police: { appId: 'zsb', key: 'demo-police-key' },
  hrss: { key: 'demo-hrss-key' },
  market: { key: 'demo-market-key' },
  health: { appCode: 'zsb', token: 'demo-health-key' },
  disabled: { client: 'zsb', key: 'demo-disabled-key' },
  post: { client: 'zsb', key: 'demo-post-key' },
})

export interface MockConfig {
  /** First of thirteen ports; 0 takes free ones. */
  portBase: number
  /** The day relative dates count from, in Asia/Shanghai. */
  today: CalendarDate
}

/** A start that is refused, said in one sentence. */
export class StartRefused extends Error {}

/** @throws StartRefused in production, or when a variable cannot be used */
export function readConfig(env: Record<string, string | undefined> = process.env): MockConfig {
  if (env.NODE_ENV === 'production') throw new StartRefused('The stand-ins for outside systems never run in production (NODE_ENV=production).')
  const portBase = Number(env.MOCK_PORT_BASE ?? 4100)
  if (!Number.isInteger(portBase) || portBase < 0 || portBase > 65_500) throw new StartRefused('MOCK_PORT_BASE must be 0 or a port below 65500.')
  const today = env.MOCK_TODAY || toCalendarDate(new Date())
  if (!/^\d{4}-\d{2}-\d{2}$/.test(today) || Number.isNaN(Date.parse(today))) throw new StartRefused('MOCK_TODAY must be a day written YYYY-MM-DD.')
  return { portBase, today }
}

/**
 * Where a contract suite runs when not against the stand-in: `CONTRACT_<SYSTEM>` holds JSON with `baseUrl` and what the suite
 * needs (see the suite's own options).
 */
export function readContractTarget<Options>(system: string, env: Record<string, string | undefined> = process.env): Options | null {
  const text = env[`CONTRACT_${system.toUpperCase()}`]
  return text ? (JSON.parse(text) as Options) : null
}
