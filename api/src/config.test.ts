import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigProblems, Environment, readConfig } from './config'

const partners = Object.fromEntries(
  ['wechat', 'alipay', 'sms', 'population', 'face', 'police', 'hrss', 'market', 'health', 'disabled', 'post'].map((name) => [
    name,
    `http://${name}.internal:80`,
  ]),
)
const key = randomBytes(32).toString('base64')
const base = { MONGODB_URI: 'mongodb://db/zsb', PUBLIC_BASE: 'https://zsb.example', KEY_DIR: '/keys', PARTNER_URLS: JSON.stringify(partners) }
const secrets = Object.fromEntries(
  [
    'WECHAT_APP_SECRET',
    'SMS_API_KEY',
    'POPULATION_KEY',
    'FACE_KEY',
    'POLICE_KEY',
    'HRSS_KEY',
    'MARKET_KEY',
    'HEALTH_KEY',
    'DISABLED_KEY',
    'POST_KEY',
    'ALIPAY_OWN_KEY',
    'ALIPAY_PARTNER_KEY',
  ].map((name) => [name, `real ${name}`]),
)
/** A public key of P-256, SPKI in base64. */
const CONTACT_QUERY_KEY = 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEOMqkSCxrMis6QS327+Rn98gIcdobbliYOuLZn5TF/YS+Q8+ZmWuU8tGbRUfFfnp4HvfmYQAapQLxUCWDTHkwog=='
const production = { ...base, ...secrets, NODE_ENV: 'production', FIELD_KEY: key, SEAL_DIR: '/seals', CONTACT_QUERY_KEY }
const problemsOf = (env: Record<string, string | undefined>): readonly string[] => {
  try {
    readConfig(env)
    return []
  } catch (cause) {
    return (cause as ConfigProblems).problems
  }
}

describe('R23: where outside systems stand', () => {
  it('is the internet in production and this machine elsewhere, unless it is said', () => {
    expect(readConfig(production).partnerRanges).toMatchObject({ wechat: 'public', police: 'public' })
    expect(readConfig(base).partnerRanges).toMatchObject({ wechat: 'loopback', police: 'loopback' })
    const said = { ...production, PARTNER_RANGES: JSON.stringify({ police: ['10.20.0.0/16', 'fd00:1::/32'] }) }
    expect(readConfig(said).partnerRanges).toMatchObject({ wechat: 'public', police: ['10.20.0.0/16', 'fd00:1::/32'] })
  })
  it.each(['{', '{"police":[]}', '{"police":["10.20.0.0/33"]}', '{"police":["10.20.0/16"]}', '{"police":["police.internal/8"]}', '{"nobody":["10.0.0.0/8"]}'])(
    'is refused as %s',
    (text) => {
      expect(problemsOf({ ...production, PARTNER_RANGES: text }).join()).toContain('PARTNER_RANGES')
    },
  )
})

describe('the configuration in production', () => {
  it('is taken when it is whole', () => expect(problemsOf(production)).toEqual([]))
  it('is refused with every problem at once', () => {
    const problems = problemsOf({
      ...base,
      NODE_ENV: 'production',
      PUBLIC_BASE: 'http://zsb.example',
      DEMO: '1',
      AUTO_MIGRATE: '1',
      PASSWORD_COST: '10',
      SMS_API_KEY: 'demo-sms-key',
    })
    for (const name of [
      'DEMO',
      'AUTO_MIGRATE',
      'PASSWORD_COST',
      'PUBLIC_BASE',
      'FIELD_KEY',
      'ALIPAY_OWN_KEY',
      'WECHAT_APP_SECRET',
      'SMS_API_KEY',
      'POLICE_KEY',
      'DISABLED_KEY',
    ]) {
      expect(problems.join('\n')).toContain(name)
    }
    expect(problems.join('\n')).not.toContain('demo-sms-key')
  })
  it.each(Object.keys(secrets).filter((name) => !name.startsWith('ALIPAY')))('is refused without %s and with the demo’s', (name) => {
    expect(problemsOf({ ...production, [name]: undefined })).toEqual([`${name}: missing`])
    const demo = `demo-${name.toLowerCase().replace(/_(app_secret|api_key|key)$/, '')}-${name === 'WECHAT_APP_SECRET' ? 'secret' : 'key'}`
    expect(problemsOf({ ...production, [name]: demo })).toEqual([`${name}: is the demo's own secret`])
  })
})

describe('the key that visits are sealed to', () => {
  it('is a public key of P-256, and in production not the demo’s', () => {
    expect(problemsOf({ ...production, CONTACT_QUERY_KEY: undefined })).toEqual([expect.stringMatching(/^CONTACT_QUERY_KEY: missing/)])
    expect(problemsOf({ ...production, CONTACT_QUERY_KEY: key })).toEqual([expect.stringMatching(/^CONTACT_QUERY_KEY: .*P-256/)])
    const demo = readConfig(base).contactQueryKey.export({ format: 'der', type: 'spki' }).toString('base64')
    expect(problemsOf({ ...production, CONTACT_QUERY_KEY: demo })).toEqual(["CONTACT_QUERY_KEY: is the demo's own"])
  })
})

describe('the public address', () => {
  it('is short enough for codes of version 10 at level L, or the start is refused (P6)', () => {
    const host = (length: number) => `${'h'.repeat(length - '.example'.length)}.example`
    expect(problemsOf({ ...production, PUBLIC_BASE: `https://${host(52)}` })).toEqual([])
    expect(problemsOf({ ...production, PUBLIC_BASE: `https://${host(53)}` })).toEqual([expect.stringMatching(/^PUBLIC_BASE: .*at most 60 characters$/)])
    expect(problemsOf({ ...base, PUBLIC_BASE: `https://${host(48)}:4443` })).toHaveLength(1)
  })
})

describe('R20: the field keys', () => {
  it.each(['short', randomBytes(16).toString('base64'), randomBytes(33).toString('base64'), `bad id:${key}`])('of the form «%s» are refused', (text) => {
    expect(problemsOf({ ...production, FIELD_KEY: text }).join()).toMatch(/^FIELD_KEY: /)
    expect(problemsOf({ ...production, FORMER_FIELD_KEYS: text }).join()).toMatch(/FORMER_FIELD_KEYS/)
  })
  it('have ids of their own', () => {
    expect(problemsOf({ ...production, FORMER_FIELD_KEYS: key }).join()).toMatch(/two keys have one id/)
    const { fieldKeys } = readConfig({ ...production, FIELD_KEY: `k2:${key}`, FORMER_FIELD_KEYS: key })
    expect(fieldKeys.map(({ id, bytes }) => [id, bytes.length])).toEqual([
      ['k2', 32],
      ['k1', 32],
    ])
  })
})

it('the table in the README names every variable there is, and no other', () => {
  const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8')
  const table = /<!-- configuration:begin -->([\s\S]*?)<!-- configuration:end -->/.exec(readme)?.[1] ?? ''
  const named = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell]) => [...(cell ?? '').matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => name))
  expect(named.sort()).toEqual([...Object.keys(Environment.shape), 'MOCK_PORT_BASE'].sort())
})
