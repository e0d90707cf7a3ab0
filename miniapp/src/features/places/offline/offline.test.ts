import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OfflineKit } from '@zsb/shared/place'
import { learnServerTime } from '@/platform/clock'
import { resetTaro } from '../../../../test/taro'
import { fromBase64url, toBase64url } from './bytes'
import { keepByHand } from './by-hand'
import { checkOffline } from './check'
import { findKit, keepKit, standingOfKit, updateKit } from './kit'
import { keepVisit, MOST_WAITING, nextOf, openQueue, settle, useQueue } from './queue'
import { isSigned, nameOf, namingSecret, seal } from './sealing'

const GUARD = '01JD000000000000000GUARD01'
const HOST = 'zsb.example'
const vector = JSON.parse(readFileSync(join(__dirname, '../../../../../shared/testdata/place/sealed-visit.json'), 'utf8')) as Record<
  'point' | 'seed' | 'nextSeed' | 'about' | 'text' | 'sealed',
  string
>
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')

function newKey(kid: string, kind: 'healthCode' | 'printedCode') {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]).toString('base64url')
  const sign = (input: string, low = true) => {
    const bytes = createSign('sha256').update(input).sign({ key: privateKey, dsaEncoding: 'ieee-p1363' })
    const s = BigInt(`0x${bytes.subarray(32).toString('hex')}`)
    const isLow = s <= ORDER / BigInt(2)
    const other = (isLow === low ? s : ORDER - s).toString(16).padStart(64, '0')
    return Buffer.concat([bytes.subarray(0, 32), Buffer.from(other, 'hex')]).toString('base64url')
  }
  return { entry: { kid, kind, point }, sign }
}
const live = newKey('k-live', 'healthCode')
const paper = newKey('k-paper', 'printedCode')
const encode = (text: string) => Buffer.from(text).toString('base64url')
const soon = (seconds: number) => Math.floor(Date.now() / 1000) + seconds
let serial = 0
interface Made {
  exp?: number
  typ?: string
  key?: typeof live
  kid?: string
  low?: boolean
}
function token({ exp = soon(50), typ = 'hc', key = live, kid = key.entry.kid, low = true }: Made = {}) {
  const jti = `${String((serial += 1)).padStart(21, 'x')}A`
  const input = `${encode(`{"alg":"ES256","typ":"${typ}","kid":"${kid}"}`)}.${encode(`{"jti":"${jti}","exp":${exp}}`)}`
  return `${input}.${key.sign(input, low)}`
}
const codeOf = (text: string, path = 'h') => `https://${HOST}/${path}#${text}`
const kit = (over: Partial<OfflineKit> = {}): OfflineKit => ({
  guardId: GUARD,
  placeName: '临江万象城',
  until: '2099-12-31',
  hosts: [HOST],
  keys: [live.entry, paper.entry],
  sealTo: vector.point,
  seed: vector.seed,
  issuedAt: new Date(Date.now() - 60_000).toISOString(),
  validUntil: new Date(Date.now() + 3_600_000).toISOString(),
  ...over,
})
const check = (code: string) => checkOffline({ guardId: GUARD, code })?.verdict

beforeEach(() => {
  resetTaro()
  openQueue()
  useQueue.setState({ lost: {} })
  keepKit(kit())
})

describe('what a phone seals', () => {
  it('is what the server opens: the same text and seed give the text that the server’s own test opens', () => {
    const { text, about, point: sealTo, seed } = vector
    expect(seal({ text, about, sealTo, seed })).toEqual({ sealed: vector.sealed, nextSeed: vector.nextSeed })
  })
  it('is never sealed twice with one seed, and the next seed does not lead back', () => {
    check(codeOf(token()))
    const second = findKit(GUARD)!.seed
    check(codeOf(token()))
    const third = findKit(GUARD)!.seed
    expect(new Set([vector.seed, second, third]).size).toBe(3)
    const points = nextOf(GUARD).map(({ sealed }) => sealed.split('.')[2]!.slice(0, 80))
    expect(new Set(points).size).toBe(2)
  })
})

describe('a code without network 离线核验', () => {
  it('is genuine by signature and time, waits sealed, and is one visit however often it is scanned', () => {
    const code = codeOf(token())
    expect(check(code)).toBe('genuine')
    expect(check(code)).toBe('twice')
    expect(useQueue.getState().waiting).toHaveLength(1)
    expect(JSON.stringify(useQueue.getState().waiting)).not.toContain(code.split('#')[1]!.slice(0, 40))
  })
  it('R30: waits under a name that the code does not lead to, with the hour alone, also for whoever has this phone and a photo of the paper', () => {
    const paperToken = token({ key: paper, typ: 'hp', exp: soon(86_400 * 100) })
    const seeds = [vector.seed]
    for (const text of [paperToken, token()]) {
      check(codeOf(text, text === paperToken ? 'p' : 'h'))
      seeds.push(findKit(GUARD)!.seed)
    }
    const minute = Math.floor(Date.now() / 60_000)
    const marks = [minute - 1, minute].map((n) => `${paperToken}\n${n}`)
    const tried = marks.flatMap((text) => [
      createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url'),
      // What is in the phone's storage by now: the first seed is not.
      ...seeds.slice(1).map((seed) => nameOf({ text, secret: namingSecret(seed) })),
    ])
    const [kept] = nextOf(GUARD)
    expect(tried).not.toContain(kept!.id)
    expect(kept!.at).toMatch(/T\d\d:00:00\.000Z$/)
  })
  it('on paper says that the colour is not known', () => {
    expect(check(codeOf(token({ key: paper, typ: 'hp', exp: soon(86_400 * 100) }), 'p'))).toBe('genuinePrinted')
  })
  it.each([
    ['over', () => codeOf(token({ exp: soon(-1) })), 'expired'],
    ['of a later time', () => codeOf(token({ exp: soon(120) })), 'notYet'],
    ['spoiled', () => codeOf(`${token().slice(0, -4)}AAAA`), 'forged'],
    ['with the other half of the curve', () => codeOf(token({ low: false })), 'forged'],
    ['signed by the key of paper', () => codeOf(token({ key: paper, kid: 'k-live' })), 'forged'],
    ['under the key of paper', () => codeOf(token({ key: paper })), 'wrongKind'],
    ['by a key nobody told of', () => codeOf(token({ kid: 'k-other' })), 'unknown'],
    ['with stray bits', () => codeOf(`${token()}=`), 'forged'],
    ['of another host', () => token(), 'wrongKind'],
    ['a licence code', () => codeOf(token(), 'v'), 'wrongKind'],
  ])('that is %s is refused, and nothing of it waits', (_, make, verdict) => {
    expect(check(make())).toBe(verdict)
    expect(useQueue.getState().waiting).toEqual([])
  })
  it('R9: is not checked a day after the server was heard, nor by a clock that was put back', () => {
    const at = new Date()
    expect(standingOfKit({ latest: at.toISOString(), validUntil: at.toISOString() }, at)).toBe('over')
    keepKit(kit({ validUntil: at.toISOString() }))
    expect(check(codeOf(token()))).toBe('kitOver')
    updateKit({ ...kit(), offsetSeconds: 0, latest: new Date(at.getTime() + 130_000).toISOString() })
    expect(check(codeOf(token()))).toBe('clock')
  })
  it('is none where this phone has nothing to check with', () => {
    resetTaro()
    expect(check(codeOf(token()))).toBeUndefined()
  })
  it('R30: is taken no more than an hour allows, and no more than the phone keeps', () => {
    const at = new Date().toISOString()
    const many = (count: number, when: string) => Array.from({ length: count }, (_, n) => ({ guardId: GUARD, id: `v${n}`, sealed: 's', at: when }))
    useQueue.setState({ waiting: many(1_500, at) })
    expect(check(codeOf(token()))).toBe('limit')
    const kept = many(MOST_WAITING, new Date(Date.now() - 7_200_000).toISOString())
    useQueue.setState({ waiting: kept })
    expect(check(codeOf(token()))).toBe('full')
    useQueue.setState({ waiting: kept.map((visit) => ({ ...visit, guardId: 'OF-ANOTHER-GUARD' })) })
    expect(check(codeOf(token()))).toBe('genuine')
  })
})

describe('somebody written in without network 无手机登记', () => {
  const entry = { person: { name: '刘桂兰', documentType: 'residentId', number: '990102195203070022' }, consent: true } as const
  const keep = (key: string) => keepByHand({ guardId: GUARD, entry, key })
  it('waits sealed, with nothing of it to be read here, and is told by the masked name', () => {
    expect(keep('key-of-this-entry-1')).toMatchObject({ verdict: 'kept', nameMasked: '刘**' })
    expect(useQueue.getState().waiting).toHaveLength(1)
    expect(JSON.stringify([useQueue.getState().waiting, findKit(GUARD)])).not.toMatch(/刘|990102195203070022|\\u5218/)
    keep('key-of-this-entry-2')
    expect(new Set(nextOf(GUARD).map(({ id }) => id)).size).toBe(2)
  })
  it('R9, R30: is kept within a day of the server and the hour’s limit, and where there is something to seal with', () => {
    keepKit(kit({ validUntil: new Date().toISOString() }))
    expect(keep('key-of-this-entry-1')?.verdict).toBe('kitOver')
    keepKit(kit())
    const at = new Date().toISOString()
    useQueue.setState({ waiting: Array.from({ length: 1_500 }, (_, n) => ({ guardId: GUARD, id: `v${n}`, sealed: 's', at })) })
    expect(keep('key-of-this-entry-1')?.verdict).toBe('limit')
    resetTaro()
    expect(keep('key-of-this-entry-1')).toBeNull()
  })
})

describe('what waits on the phone', () => {
  it('is there again when the app is opened anew, and leaves when it was answered, whatever the answer', () => {
    const at = (seconds: number) => new Date(Date.now() - 60_000 + seconds * 1000).toISOString()
    for (const id of ['a', 'b', 'c']) keepVisit({ guardId: GUARD, id, sealed: 's', at: at(id === 'a' ? 2 : 1) })
    useQueue.setState({ waiting: [] })
    openQueue()
    expect(nextOf(GUARD).map(({ id }) => id)).toEqual(['b', 'c', 'a'])
    settle(GUARD, [
      { id: 'a', outcome: 'recorded' },
      { id: 'b', outcome: 'late' },
    ])
    openQueue()
    expect(nextOf(GUARD).map(({ id }) => id)).toEqual(['c'])
    expect(useQueue.getState().lost).toEqual({ late: 1 })
  })
  it('is dropped and counted as lost once it is older than anything is taken, whoever kept it, by the server’s time alone', () => {
    const hours = (count: number) => new Date(Date.now() - count * 3_600_000).toISOString()
    keepVisit({ guardId: 'OF-ANOTHER-GUARD', id: 'old', sealed: 's', at: hours(25) })
    keepVisit({ guardId: GUARD, id: 'young', sealed: 's', at: hours(23) })
    openQueue()
    expect(nextOf('OF-ANOTHER-GUARD')).toHaveLength(1)
    learnServerTime(new Date().toISOString())
    openQueue()
    expect(nextOf('OF-ANOTHER-GUARD')).toEqual([])
    expect(nextOf(GUARD)).toHaveLength(1)
    expect(useQueue.getState().lost).toEqual({ late: 1 })
  })
  it('is fast enough for twenty people a minute', () => {
    const codes = Array.from({ length: 10 }, () => codeOf(token()))
    const started = performance.now()
    for (const code of codes) expect(check(code)).toBe('genuine')
    expect((performance.now() - started) / codes.length).toBeLessThan(1_000)
  })
})

it('bytes are written and read in one spelling alone', () => {
  const bytes = Uint8Array.from(createHash('sha256').update('x').digest())
  expect(fromBase64url(toBase64url(bytes))).toEqual(bytes)
  for (const wrong of ['A', 'AB', 'AAA=', 'A+A_', 'AAAé']) expect(fromBase64url(wrong)).toBeNull()
  expect(isSigned({ input: 'x', signature: 'AA', point: vector.point })).toBe(false)
})
