import type { KeyObject } from 'node:crypto'
import { LONGEST_PUBLIC_BASE } from '@zsb/shared/presentation'
import * as z from 'zod/mini'
import { parseSealingKey } from './platform/crypto'
import { isNetwork, type AddressRange } from './platform/outbound/address-range'

const url = z
  .string()
  .check(z.regex(/^https?:\/\/[^\s/]+$/, '要写成 http(s)://主机[:端口]，结尾不带斜杠|must be http(s)://host[:port] without a trailing slash'))
const port = z.coerce.number().check(z.int(), z.minimum(0), z.maximum(65535))
const flag = z.pipe(
  z._default(z.enum(['0', '1', 'true', 'false']), '0'),
  z.transform((value) => value === '1' || value === 'true'),
)
const partners = z.strictObject({
  clock: z.optional(url),
  wechat: url,
  alipay: url,
  sms: url,
  population: url,
  face: url,
  police: url,
  hrss: url,
  market: url,
  health: url,
  disabled: url,
  post: url,
  /** Disease control's stand-in: real authorities send to us, and are pinned by HEALTH_AUTHORITIES. */
  cdc: z.optional(url),
})

const network = z.string().check(z.refine(isNetwork, '要写成网段，如 10.20.0.0/16|must be a network such as 10.20.0.0/16'))
const partnerRanges = z.partialRecord(z.enum(Object.keys(partners.shape)), z.array(network).check(z.minLength(1)))

/** `<id>:<32 bytes in base64>`; without an id it is `k1`, the first key of an installation. */
const fieldKey = z.pipe(
  z
    .string()
    .check(
      z.regex(
        /^(?:[A-Za-z0-9_-]{1,32}:)?[A-Za-z0-9+/]{43}=$/,
        '要写成 32 字节的 base64，可带“编号:”前缀|must be 32 bytes in base64, with or without «id:» before it',
      ),
    ),
  z.transform((text): FieldKey => {
    const [id = '', key] = text.includes(':') ? text.split(':') : ['k1', text]
    return { id, bytes: Buffer.from(key ?? '', 'base64') }
  }),
)
const sealingKey = z.pipe(
  z.string().check(z.refine((text) => parseSealingKey(text) !== null, '要写成 P-256 公钥（SPKI）的 base64|must be a public key of P-256 (SPKI) in base64')),
  z.transform((text) => ({ text, key: parseSealingKey(text)! })),
)
const list = z.transform((text: string) => text.split(',').filter(Boolean))

export const Environment = z.object({
  NODE_ENV: z._default(z.enum(['production', 'development', 'test']), 'development'),
  PORT: z._default(port, 4000),
  HOST: z._default(z.string(), '127.0.0.1'),
  MONGODB_URI: z.string().check(z.regex(/^mongodb(\+srv)?:\/\//, '数据库地址要以 mongodb:// 开头|must begin with mongodb://')),
  PUBLIC_BASE: url.check(
    z.maxLength(
      LONGEST_PUBLIC_BASE,
      `太长，亮证码会画不进 10 版二维码；最多 ${LONGEST_PUBLIC_BASE} 个字符|too long: codes under it would need a larger QR than version 10; at most ${LONGEST_PUBLIC_BASE} characters`,
    ),
  ),
  /** Hosts whose `/v#` links count as ours, comma separated; PUBLIC_BASE is always one. */
  CODE_HOSTS: z._default(z.string(), ''),
  KEY_DIR: z.string().check(z.minLength(1)),
  /** 32 bytes, base64: root of the field keys, blind indexes and pairwise references. */
  FIELD_KEY: z.optional(fieldKey),
  /** Keys that still open what they sealed, comma separated, the oldest last: it stays the root of the blind indexes. */
  FORMER_FIELD_KEYS: z.pipe(z.pipe(z._default(z.string(), ''), list), z.array(fieldKey)),
  PARTNER_URLS: z.optional(z.string()),
  /** Networks the outside systems stand in, as JSON by system: those of departments are private. */
  PARTNER_RANGES: z._default(z.string(), ''),
  /** Folder for the seals of the audit trail, outside the database and its backups. */
  SEAL_DIR: z.optional(z.string()),
  H5_DIR: z.optional(z.string()),
  LOG_LEVEL: z._default(z.enum(['debug', 'info', 'warn', 'error', 'silent']), 'info'),
  /** What one hash of a password costs: log2 of N of scrypt. */
  PASSWORD_COST: z._default(z.coerce.number().check(z.int(), z.minimum(10), z.maximum(19)), 14),
  TRUST_PROXY: flag,
  AUTO_MIGRATE: flag,
  DEMO: flag,
  WECHAT_APP_ID: z._default(z.string(), 'wx-demo-app'),
  WECHAT_APP_SECRET: z.optional(z.string()),
  ALIPAY_APP_ID: z._default(z.string(), '2026990100000001'),
  SMS_API_KEY: z.optional(z.string()),
  POPULATION_KEY: z.optional(z.string()),
  FACE_KEY: z.optional(z.string()),
  POLICE_KEY: z.optional(z.string()),
  HRSS_KEY: z.optional(z.string()),
  MARKET_KEY: z.optional(z.string()),
  HEALTH_KEY: z.optional(z.string()),
  DISABLED_KEY: z.optional(z.string()),
  POST_KEY: z.optional(z.string()),
  /** Public key of the disease control that visits to places are sealed to. */
  CONTACT_QUERY_KEY: z.optional(sealingKey),
  /** PEM texts; without them the demo exchanges keys with the stand-in. */
  ALIPAY_OWN_KEY: z.optional(z.string()),
  ALIPAY_PARTNER_KEY: z.optional(z.string()),
  /** Authorities whose health notices count, as JSON with their public keys; without it the demo takes the stand-in's. */
  HEALTH_AUTHORITIES: z.optional(z.string()),
})

type Env = z.output<typeof Environment>
/** One root of field encryption by its id, which every sealed value carries. */
export interface FieldKey {
  id: string
  bytes: Buffer
}
export type PartnerUrls = z.infer<typeof partners>
export type PartnerRanges = Record<keyof PartnerUrls, AddressRange>

/** Its private half lies with the disease control's stand-in (`mock/src/cdc`), as the real one's lies with the real one. */
const DEMO_CONTACT_QUERY_KEY = 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEMJT8/spAxLqIdrvZmCS+O6Z7fDFqDOxWTrnFPDU+951MDiDeajOuMutlDrjCI4zBdr22j6wK5feyH5dyAEHenQ=='

/** The configuration, parsed once and frozen. */
export interface Config {
  readonly environment: Env['NODE_ENV']
  readonly production: boolean
  readonly port: number
  readonly host: string
  readonly mongoUri: string
  readonly publicBase: string
  readonly codeHosts: readonly string[]
  readonly keyDir: string
  /** The active key first, former ones after it; empty where the demo makes its own. */
  readonly fieldKeys: readonly FieldKey[]
  readonly partners: Readonly<PartnerUrls>
  readonly partnerRanges: Readonly<PartnerRanges>
  readonly secrets: {
    readonly wechatAppId: string
    readonly wechatSecret: string
    readonly alipayAppId: string
    readonly smsKey: string
    readonly populationKey: string
    readonly faceKey: string
    readonly postKey: string
    readonly libraries: Readonly<Record<'police' | 'hrss' | 'market' | 'health' | 'disabled', string>>
    readonly alipay: { readonly own: string; readonly partner: string } | null
  }
  /** JSON; undefined where none are pinned. */
  readonly healthAuthorities: string | undefined
  readonly contactQueryKey: KeyObject
  readonly sealDir: string | undefined
  readonly h5Dir: string | undefined
  /** log2 of N of scrypt. */
  readonly passwordCost: number
  readonly logLevel: Env['LOG_LEVEL']
  readonly trustProxy: boolean
  readonly autoMigrate: boolean
  readonly demo: boolean
}

/** Every problem of the configuration at once, each a sentence for the operator. */
export class ConfigProblems extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`configuration: ${problems.join('; ')}`)
  }
}

const DEMO_SECRETS = {
  WECHAT_APP_SECRET: 'demo-wechat-secret',
  SMS_API_KEY: 'demo-sms-key',
  POPULATION_KEY: 'demo-population-key',
  FACE_KEY: 'demo-face-key',
  POLICE_KEY: 'demo-police-key',
  HRSS_KEY: 'demo-hrss-key',
  MARKET_KEY: 'demo-market-key',
  HEALTH_KEY: 'demo-health-key',
  DISABLED_KEY: 'demo-disabled-key',
  POST_KEY: 'demo-post-key',
} as const

function readPartners(text: string | undefined, problems: string[]): PartnerUrls | null {
  try {
    const parsed = z.safeParse(partners, JSON.parse(text ?? ''))
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) problems.push(`PARTNER_URLS.${issue.path.join('.')}: ${issue.message}`)
  } catch {
    problems.push('PARTNER_URLS: must be JSON with the address of every outside system')
  }
  return null
}

/** Where an outside system stands when PARTNER_RANGES does not say: on the internet; outside production on this machine, as the mocks do. */
function readRanges(text: string, production: boolean, problems: string[]): PartnerRanges {
  const usual = production ? 'public' : 'loopback'
  const ranges: Record<string, AddressRange> = Object.fromEntries(Object.keys(partners.shape).map((system) => [system, usual]))
  if (text === '') return ranges as PartnerRanges
  try {
    const parsed = z.safeParse(partnerRanges, JSON.parse(text))
    if (parsed.success) return { ...ranges, ...parsed.data } as PartnerRanges
    for (const issue of parsed.error.issues) problems.push(`PARTNER_RANGES.${issue.path.join('.')}: ${issue.message}`)
  } catch {
    problems.push('PARTNER_RANGES: must be JSON: {"police":["10.20.0.0/16"]}')
  }
  return ranges as PartnerRanges
}

function fieldKeyProblems({ FIELD_KEY: active, FORMER_FIELD_KEYS: former }: Env): string[] {
  if (!active) return former.length > 0 ? ['FORMER_FIELD_KEYS: there is no FIELD_KEY'] : []
  const ids = [active, ...former].map(({ id }) => id)
  return new Set(ids).size === ids.length ? [] : ['FORMER_FIELD_KEYS: two keys have one id; a new FIELD_KEY is written «id:key»']
}

/** What production does not forgive: demo switches, default secrets, missing keys. */
function productionProblems(env: Env): string[] {
  if (env.NODE_ENV !== 'production') return []
  const problems: string[] = []
  if (env.DEMO) problems.push('DEMO: demo people cannot run in production')
  if (env.AUTO_MIGRATE) problems.push('AUTO_MIGRATE: run the migrations as a step of their own in production')
  if (env.PASSWORD_COST < 14) problems.push('PASSWORD_COST: at least 14 in production')
  if (!env.PUBLIC_BASE.startsWith('https://')) problems.push('PUBLIC_BASE: must be https in production')
  if (!env.SEAL_DIR) problems.push('SEAL_DIR: missing; the audit trail is sealed outside the database')
  if (!env.FIELD_KEY) problems.push('FIELD_KEY: missing; 32 random bytes in base64')
  if (!env.ALIPAY_OWN_KEY || !env.ALIPAY_PARTNER_KEY) problems.push('ALIPAY_OWN_KEY, ALIPAY_PARTNER_KEY: missing (PEM)')
  if (!env.CONTACT_QUERY_KEY) problems.push('CONTACT_QUERY_KEY: missing; the public key that visits are sealed to')
  else if (env.CONTACT_QUERY_KEY.text === DEMO_CONTACT_QUERY_KEY) problems.push("CONTACT_QUERY_KEY: is the demo's own")
  for (const [name, demo] of Object.entries(DEMO_SECRETS)) {
    const value = env[name as keyof typeof DEMO_SECRETS]
    if (!value) problems.push(`${name}: missing`)
    else if (value === demo) problems.push(`${name}: is the demo's own secret`)
  }
  return problems
}

/** @throws ConfigProblems naming every problem at once */
export function readConfig(source: Record<string, string | undefined> = process.env): Config {
  const result = z.safeParse(Environment, source)
  const problems = result.success ? [] : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  const partnerUrls = readPartners(source.PARTNER_URLS ?? source.MOCK_URLS, problems)
  const rangesOfPartners = readRanges(source.PARTNER_RANGES ?? '', source.NODE_ENV === 'production', problems)
  if (result.success) problems.push(...fieldKeyProblems(result.data), ...productionProblems(result.data))
  if (!result.success || !partnerUrls || problems.length > 0) throw new ConfigProblems(problems)
  const env = result.data
  const production = env.NODE_ENV === 'production'
  const own = new URL(env.PUBLIC_BASE).host
  return Object.freeze({
    environment: env.NODE_ENV,
    production,
    port: env.PORT,
    host: env.HOST,
    mongoUri: env.MONGODB_URI,
    publicBase: env.PUBLIC_BASE,
    codeHosts: [own, ...env.CODE_HOSTS.split(',').filter(Boolean)],
    keyDir: env.KEY_DIR,
    fieldKeys: env.FIELD_KEY ? [env.FIELD_KEY, ...env.FORMER_FIELD_KEYS] : [],
    partners: Object.freeze(partnerUrls),
    partnerRanges: Object.freeze(rangesOfPartners),
    secrets: Object.freeze({
      wechatAppId: env.WECHAT_APP_ID,
      wechatSecret: env.WECHAT_APP_SECRET ?? DEMO_SECRETS.WECHAT_APP_SECRET,
      alipayAppId: env.ALIPAY_APP_ID,
      smsKey: env.SMS_API_KEY ?? DEMO_SECRETS.SMS_API_KEY,
      populationKey: env.POPULATION_KEY ?? DEMO_SECRETS.POPULATION_KEY,
      postKey: env.POST_KEY ?? DEMO_SECRETS.POST_KEY,
      faceKey: env.FACE_KEY ?? DEMO_SECRETS.FACE_KEY,
      libraries: Object.freeze({
        police: env.POLICE_KEY ?? DEMO_SECRETS.POLICE_KEY,
        hrss: env.HRSS_KEY ?? DEMO_SECRETS.HRSS_KEY,
        market: env.MARKET_KEY ?? DEMO_SECRETS.MARKET_KEY,
        health: env.HEALTH_KEY ?? DEMO_SECRETS.HEALTH_KEY,
        disabled: env.DISABLED_KEY ?? DEMO_SECRETS.DISABLED_KEY,
      }),
      alipay: env.ALIPAY_OWN_KEY && env.ALIPAY_PARTNER_KEY ? { own: env.ALIPAY_OWN_KEY, partner: env.ALIPAY_PARTNER_KEY } : null,
    }),
    healthAuthorities: env.HEALTH_AUTHORITIES,
    contactQueryKey: env.CONTACT_QUERY_KEY?.key ?? parseSealingKey(DEMO_CONTACT_QUERY_KEY)!,
    sealDir: env.SEAL_DIR,
    h5Dir: env.H5_DIR,
    logLevel: env.LOG_LEVEL,
    passwordCost: env.PASSWORD_COST,
    trustProxy: env.TRUST_PROXY,
    autoMigrate: env.AUTO_MIGRATE,
    demo: env.DEMO && !production,
  })
}
