import type { AddressRange } from '../src/platform/outbound/address-range'
import { createOutbound, type Outbound } from '../src/platform/outbound/outbound'
import { startOwnMocks, type OwnMocks } from './own-mocks'

/** The run's shared ones, until a file takes its own. */
let urls = JSON.parse(process.env.MOCK_URLS ?? '{}') as Record<string, string>

/** Stand-ins of this test file alone, reset before each test: what it orders, uses up and resets reaches no other file. */
export function useOwnPartners(): void {
  let own: OwnMocks
  beforeAll(async () => {
    own = await startOwnMocks()
    urls = own.urls
  })
  beforeEach(() => Promise.all(['wechat', 'alipay', 'sms', 'population', 'face'].map((system) => control(system, 'reset', {}))))
  afterAll(() => own.stop())
}

/** The way to the stand-in of a partner, opened with the first question. */
export function lineTo(system: string): Outbound {
  let opened: Outbound | undefined
  const line = () => (opened ??= createOutbound({ system, baseUrl: urls[system] ?? '', range: 'loopback', timeoutMs: 1_000 }))
  return { ask: (question) => line().ask(question), askJson: (question) => line().askJson(question) }
}

/** Orders something of a stand-in (mock/README.md, «Control»). */
export async function control(system: string, path: string, body?: object, method = 'POST'): Promise<Record<string, unknown>> {
  const answer = await fetch(`${urls[system]}/_control/${path}`, {
    method: body ? method : 'GET',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  return (await answer.json()) as Record<string, unknown>
}

/** Who somebody says he is, the kind of document by its code of GB/T 36903. */
export interface Claim {
  name: string
  documentType: string
  number: string
}
interface Registered {
  id: string
  name: string
  documents: { number: string }[]
}
/** What somebody of the stand-ins' city truly says of himself. */
export async function claimOf(id: string): Promise<Claim> {
  const person = ((await control('population', 'people')).people as Registered[]).find((candidate) => candidate.id === id)!
  return { name: person.name, documentType: '111', number: person.documents[0]!.number }
}

/**
 * The real partner, where `CONTRACT_<SYSTEM>` names it: the JSON that the stand-ins' own suites read (mock/README.md), and `ranges`
 * where it stands on private addresses, as `PARTNER_RANGES` has it. Otherwise null: the suite runs against the stand-in.
 */
export function readRealPartner<Known extends object>(system: string): (Known & { line: Outbound }) | null {
  const text = process.env[`CONTRACT_${system.toUpperCase()}`]
  if (!text) return null
  const { baseUrl, ranges, ...known } = JSON.parse(text) as Known & { baseUrl: string; ranges?: AddressRange }
  return { ...(known as unknown as Known), line: createOutbound({ system, baseUrl, range: ranges ?? 'public' }) }
}
