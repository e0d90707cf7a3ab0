import { useMocks } from '../../test/mocks'
import { getPerson } from '../city'
import { DEMO, readContractTarget } from '../config'
import { ask } from '../system'
import { faceContract, type FaceTarget } from './contract'

const mocks = useMocks()
const url = () => mocks().urls.face
const known = () => {
  const { name, document } = getPerson('wangXiaomei')
  return { name, ...document }
}
const headers = { 'x-face-key': DEMO.face.key }
const start = async (over: Record<string, unknown> = {}) => (await ask(`${url()}/checks`, { headers, json: { ...known(), ...over } })).body
const stateOf = async (ticket: unknown) => (await ask(`${url()}/checks/${String(ticket)}`, { headers })).body
const real = readContractTarget<FaceTarget>('face')

describe('the contract with the face check', () => {
  faceContract(() => real ?? { baseUrl: url(), key: DEMO.face.key, known: known() })
})

describe("the face check's stand-in", () => {
  beforeEach(() => ask(`${url()}/_control/reset`, { method: 'POST' }))

  it('ends by the button on its page and leads back', async () => {
    const { ticket, url: page } = await start({ returnUrl: 'http://127.0.0.1:9/back' })
    expect((await ask(String(page))).text).toContain('通过')
    expect((await ask(String(page), { form: { result: 'pass' } })).status).toBe(302)
    expect(await stateOf(ticket)).toMatchObject({ state: 'passed', score: expect.any(Number), finishedAt: expect.any(String) })
    expect((await ask(String(page))).text).toContain('已完成')
  })
  it('ends at once where a result was set for the person', async () => {
    await ask(`${url()}/_control/results`, { json: { person: 'wangXiaomei', result: 'fail' } })
    expect(await stateOf((await start()).ticket)).toMatchObject({ state: 'failed', reason: 'NOT_SAME_PERSON' })
  })
  it('ends one check with the reason given, and never changes its mind', async () => {
    const { ticket } = await start()
    await ask(`${url()}/_control/checks/${String(ticket)}`, { json: { result: 'fail', reason: 'NOT_LIVE' } })
    await ask(`${url()}/_control/checks/${String(ticket)}`, { json: { result: 'pass' } })
    expect(await stateOf(ticket)).toMatchObject({ state: 'failed', reason: 'NOT_LIVE' })
  })
  it('expires after ten minutes', async () => {
    const { ticket } = await start()
    mocks().clock.advance(600_001)
    expect(await stateOf(ticket)).toMatchObject({ state: 'expired' })
  })
})
