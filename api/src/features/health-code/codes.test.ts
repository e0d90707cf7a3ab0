import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HEALTH_CODE_LIFE_SECONDS, type ColourView } from '@zsb/shared/health-code'
import { newJti } from '../../platform/crypto'
import type { Principal } from '../../platform/http/principal'
import { createTokenService, openKeyStore } from '../../platform/tokens'
import { createCodeService } from './codes.service'
import type { HealthCode } from './codes.store'
import { createDoorCodeReader } from './read-door-code'

const BASE = 'https://zsb.example'
const MEI = '01JD0000000000000000000001'
const GREEN: ColourView = {
  colour: 'green',
  missing: null,
  fired: [],
  until: null,
  ruleSet: { code: 'city', version: 1, effectiveFrom: '2026-11-01', name: { zh: '规则', en: 'rules' } },
  assessedAt: '2026-11-27T04:00:00.000Z',
}
const principal = { personId: MEI, capacity: 'self', subjectId: MEI, level: 'confirmed', sessionId: 's', deviceId: 'd' } as Principal

function openDoor({ colour = GREEN }: { colour?: ColourView } = {}) {
  let at = Date.parse('2026-11-27T04:00:00.000Z')
  const now = () => new Date(at)
  const store = openKeyStore({ dir: mkdtempSync(join(tmpdir(), 'zsb-hc-')), environment: 'test', mayCreate: true, now })
  const tokens = createTokenService({ keyRing: store.ring, issuer: 'zsb', now })
  const kept = new Map<string, HealthCode>()
  const codes = createCodeService({
    store: { add: async (code) => (kept.set(code._id, code), 'inserted'), supersede: async () => undefined },
    standing: { requireActive: async () => ({ area: '990100' }) as never },
    people: { find: async ({ personId }) => ({ personId, ids: [personId], name: '王小梅', bornOn: '1994-06-12' }) },
    colourOf: async () => colour,
    inputsOf: () => Promise.reject(new Error('not asked for here')),
    careIn: () => [],
    districtsIn: () => [],
    issueCode: tokens.issueHealthCode,
    sealColour: async ({ jti }) => `seal of ${jti}`,
    newJti,
    publicBase: BASE,
    now,
  })
  const { readDoorCode, readPastCode } = createDoorCodeReader({
    hosts: ['zsb.example'],
    verifyToken: async (text) => tokens.verifyHealthCode(text),
    verifyPast: async (text) => tokens.verifyPastHealthCode(text),
    verifyPrinted: async (text) => tokens.verifyPrintedCode(text),
    codes: { find: async (jti) => kept.get(jti) ?? null },
    printedCodes: { findByJti: async () => null },
    now,
  })
  const show = () => codes.create({ request: { personId: MEI }, principal })
  return {
    codes,
    show,
    readDoorCode,
    readPastCode,
    tokens,
    keys: store,
    kept,
    seconds: () => Math.floor(at / 1000),
    advance: (seconds: number) => void (at += seconds * 1000),
  }
}

describe('a health code 健康码', () => {
  it('R8: its text says neither person nor colour: exactly {jti, exp}, its own typ', async () => {
    const { show } = openDoor()
    const view = await show()
    expect(view).toMatchObject({ person: { personId: MEI, name: '王小梅', nameMasked: '王**' }, colour: { colour: 'green' } })
    const [head, payload] = view.code!.text.replace(`${BASE}/h#`, '').split('.')
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
    expect(Object.keys(read(payload!))).toEqual(['jti', 'exp'])
    expect(read(head!)).toMatchObject({ typ: 'hc' })
  })
  it('is read at a door while it lives, by whoever it is, and expired a minute later', async () => {
    const { show, readDoorCode, advance } = openDoor()
    const { code } = await show()
    expect(await readDoorCode(code!.text)).toEqual({ ok: true, jti: code!.id, proof: code!.text.split('.').at(-1), personId: MEI, printed: false })
    advance(HEALTH_CODE_LIFE_SECONDS - 1)
    expect(await readDoorCode(code!.text)).toMatchObject({ ok: true })
    advance(1)
    expect(await readDoorCode(code!.text)).toEqual({ ok: false, refusal: 'expired' })
  })
  it('R31: is none any more once another one of the person was used, or the phone went on to a third', async () => {
    const { show, readDoorCode, kept } = openDoor()
    const [used, gone] = [(await show()).code!, (await show()).code!]
    Object.assign(kept.get(used.id)!, { endedAt: new Date(), endedBecause: 'used' })
    Object.assign(kept.get(gone.id)!, { endedAt: new Date(), endedBecause: 'superseded' })
    expect(await readDoorCode(used.text)).toEqual({ ok: false, refusal: 'used' })
    expect(await readDoorCode(gone.text)).toEqual({ ok: false, refusal: 'expired' })
  })
  it('that was scanned without network is known by its token afterwards, good at the time it was shown and at no other', async () => {
    const { show, readPastCode, kept, seconds, advance } = openDoor()
    const { code } = await show()
    const token = code!.text.replace(`${BASE}/h#`, '')
    const shownAt = seconds()
    advance(3_600)
    const past = await readPastCode(token)
    if (!past.ok) throw new Error('it is known')
    // By which it is the same code as one that was scanned at a door.
    expect(past.proof).toBe(token.split('.').at(-1))
    const goodAt = (after: number) => past.goodAt(new Date((shownAt + after) * 1000))
    expect([-10, 0, 59, 70].map(goodAt)).toEqual(['never', 'good', 'good', 'never'])
    Object.assign(kept.get(code!.id)!, { endedAt: new Date((shownAt + 20) * 1000), endedBecause: 'used' })
    const used = await readPastCode(token)
    expect(used.ok && [10, 20, 30].map((after) => used.goodAt(new Date((shownAt + after) * 1000)))).toEqual(['good', 'good', 'used'])
    const at = token.lastIndexOf('.') + 1
    expect(await readPastCode(`${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`)).toEqual({ ok: false })
    expect(await readPastCode('')).toEqual({ ok: false })
  })
  it('R10: that was scanned without network is known also when its key was retired since, and not when it was withdrawn, nor at a door', async () => {
    const { show, readDoorCode, readPastCode, keys, advance } = openDoor()
    const { code } = await show()
    const token = code!.text.replace(`${BASE}/h#`, '')
    const [former] = keys.rotate('healthCode').retired
    advance(600)
    expect(await readDoorCode(code!.text)).toEqual({ ok: false, refusal: 'unknown' })
    expect(await readPastCode(token)).toMatchObject({ ok: true })
    advance(86_400)
    expect(await readPastCode(token)).toEqual({ ok: false })
    advance(-86_400)
    keys.withdraw(former!)
    expect(await readPastCode(token)).toEqual({ ok: false })
  })
  it('is none without a colour, and says what is missing', async () => {
    const { show, kept } = openDoor({ colour: { ...GREEN, colour: null, missing: 'notDeclared' } })
    expect(await show()).toMatchObject({ code: null, colour: { missing: 'notDeclared' } })
    expect(kept.size).toBe(0)
  })
  it('R5, R6: everything else at a door is refused by its kind: another code of ours, a spoiled one, one of nobody, a link, a text', async () => {
    const { show, readDoorCode, tokens, seconds } = openDoor()
    const { code } = await show()
    const claims = () => ({ jti: newJti(), exp: seconds() + 60 })
    const at = code!.text.lastIndexOf('.') + 1
    const spoiled = `${code!.text.slice(0, at)}${code!.text[at] === 'A' ? 'B' : 'A'}${code!.text.slice(at + 1)}`
    const other = openDoor()
    const texts: [string, string][] = [
      [`${BASE}/v#${tokens.issuePresentation(claims())}`, 'wrongKind'],
      [`${BASE}/h#${tokens.issuePresentation(claims())}`, 'wrongKind'],
      [spoiled, 'forged'],
      [`${BASE}/h#${tokens.issueHealthCode(claims())}`, 'unknown'],
      [`${BASE}/h#${other.tokens.issueHealthCode(claims())}`, 'unknown'],
      [`${BASE}/h#`, 'unknown'],
      [code!.text.replace('zsb.example', 'evil.example'), 'wrongKind'],
      ['今天天气很好', 'wrongKind'],
      ['', 'wrongKind'],
    ]
    for (const [text, refusal] of texts) expect(await readDoorCode(text)).toEqual({ ok: false, refusal })
  })
  it('is renewed before it ends, each time by another id', async () => {
    const { show, advance } = openDoor()
    const first = (await show()).code!
    expect(Date.parse(first.renewAfter)).toBeLessThan(Date.parse(first.expiresAt))
    advance(50)
    expect((await show()).code!.id).not.toBe(first.id)
  })
})
