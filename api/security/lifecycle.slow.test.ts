import fc from 'fast-check'
import { openAttackedApi, type AttackedApi, type Credentials } from '../test-support/security/attacked-api'
import { LANE, noteFigure, partOf, timeLimit, volume } from '../test-support/security/figures'
import { jsonOf, verdictOf, type Answer } from '../test-support/security/http'
import { until } from '../test-support/until'
import { newKey } from '../test-support/whole-api'

const RUNS = partOf(volume({ suite: 100, full: 10_000 }))
const ROW = 'State machine, model-based'
const LONG = timeLimit({ suite: 900_000, full: 7_200_000 })
const SECOND = 1_000
const LIFE_MS = 60 * SECOND
/** Within this of a boundary either answer is right: real seconds pass too. */
const BLUR_MS = 3 * SECOND

/** One code as the model sees it. */
interface Code {
  id: string
  code: string
  display: number
  expiresAt: number
  ended: 'superseded' | 'withdrawn' | null
  /** Its minute was over, or about to be, when something else was shown: it may not have been ended, and its showing may go on. */
  overBefore: boolean
}
interface Showing {
  usedWith: { key: string; code: Code; receipt: string; at: number } | null
  withdrawn: boolean
}
interface World {
  codes: Code[]
  showings: Showing[]
  isWithheld: boolean
  citizen: Credentials
  clerk: Credentials
  colleague: Credentials
}

type Step =
  | { do: 'show' }
  | { do: 'renew' | 'withdraw' | 'scan' | 'scanElsewhere' | 'scanInWrongScene' | 'repeat'; at: number }
  | { do: 'wait'; seconds: number }
  | { do: 'withhold' }
  | { do: 'giveBack' }

/** How many codes ago: mostly among the newest, of which at most two live; older ones must stay dead. */
const place = fc.oneof({ arbitrary: fc.nat({ max: 1 }), weight: 3 }, { arbitrary: fc.nat({ max: 5 }), weight: 2 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.constant<Step>({ do: 'show' }), weight: 4 },
  {
    arbitrary: fc.record({
      do: fc.constantFrom('renew', 'scan', 'scan', 'scanElsewhere', 'repeat', 'withdraw', 'scanInWrongScene'),
      at: place,
    }) as fc.Arbitrary<Step>,
    weight: 10,
  },
  { arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 5, max: 25 }) }), weight: 3 },
  { arbitrary: fc.record({ do: fc.constantFrom('withhold', 'giveBack') }) as fc.Arbitrary<Step>, weight: 1 },
)

describe('sequences of acts', () => {
  let api: AttackedApi
  let licenceId: string
  let identifier: string
  const verdicts = new Map<string, number>()

  beforeAll(async () => {
    api = await openAttackedApi('lifecycle')
    licenceId = api.things.licence!.confirmed!
    identifier = jsonOf<{ identifier: string }>(await api.send(`/api/v1/licences/${licenceId}`, api.credentials.confirmed)).identifier
  }, 600_000)
  afterAll(() => api.close())

  const present = (citizen: Credentials, replaces?: string) =>
    api.send('/api/v1/presentations', citizen, {
      body: { licenceId, scene: 'vehicleOffice', fields: ['name', 'photo', 'vehicleClass'], ...(replaces && { replaces }) },
    })
  const verify = (who: Credentials, code: string, key: string, scene = 'vehicleOffice') =>
    api.send('/api/v1/verifications', who, {
      body: { code, scene, purpose: scene === 'vehicleOffice' ? 'identifyForService' : 'somethingElse', method: 'camera' },
      headers: { 'idempotency-key': key },
    })

  async function changeState(world: World, action: 'withhold' | 'giveBack'): Promise<void> {
    if (world.isWithheld === (action === 'withhold')) return
    const body = { identifier, action, caseNumber: 'A-2026-001', reason: '按程序办理状态变更' }
    expect((await api.send('/api/v1/staff/licences/state-changes', world.clerk, { body })).status).toBe(201)
    world.isWithheld = action === 'withhold'
    const meaning = world.isWithheld ? 'suspended' : 'valid'
    // The change stream tells every process within moments.
    await until(async () => jsonOf<{ meaning: string }>(await api.send(`/api/v1/presentation-options/${licenceId}`, world.citizen)).meaning === meaning)
  }

  function add(world: World, answer: Answer, { display, replaced }: { display: number; replaced?: Code }): void {
    const { id, code, expiresAt } = jsonOf<{ id: string; code: string; expiresAt: string }>(answer)
    // At most two codes live on her phone: this one, and the one it takes over from.
    for (const each of world.codes) {
      if (each === replaced || each.ended) continue
      each.ended = 'superseded'
      each.overBefore = each.expiresAt - api.now().getTime() <= BLUR_MS
    }
    world.codes.push({ id, code, display, expiresAt: Date.parse(expiresAt), ended: null, overBefore: false })
  }

  /** What the model lets the answer be. */
  function expected(world: World, code: Code, { scene = true }: { scene?: boolean } = {}): string[] {
    const leftMs = code.expiresAt - api.now().getTime()
    const showing = world.showings[code.display]!
    const alive = !scene ? 'wrongScene' : world.isWithheld ? 'suspended' : showing.usedWith ? 'used' : 'valid'
    if (code.ended) return ['codeExpired']
    if (Math.abs(leftMs) <= BLUR_MS) return ['codeExpired', alive]
    return leftMs < 0 ? ['codeExpired'] : [alive]
  }

  async function scanAs(world: World, code: Code, { who, scene }: { who: Credentials; scene: boolean }): Promise<void> {
    const key = newKey()
    const allowed = expected(world, code, { scene })
    const answer = await verify(who, code.code, key, scene ? 'vehicleOffice' : 'carRental')
    const verdict = verdictOf(answer)
    expect(allowed).toContain(verdict)
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
    if (verdict !== 'valid') return expect(jsonOf(answer)).not.toHaveProperty('fields')
    const { receipt } = jsonOf<{ receipt: string }>(answer)
    world.showings[code.display]!.usedWith = { key, code, receipt, at: api.now().getTime() }
  }

  async function repeat(world: World, code: Code): Promise<void> {
    const used = world.showings[code.display]!.usedWith
    if (!used || api.now().getTime() - used.at > LIFE_MS - BLUR_MS) return
    const again = await verify(world.clerk, used.code.code, used.key)
    const first = jsonOf<{ verdict: string; receipt: string }>(again)
    // The clerk who used it hears the same; a colleague's use is told him as used, or by its end.
    if (first.verdict === 'valid') expect(first.receipt).toBe(used.receipt)
    else expect(['used', 'codeExpired', 'suspended']).toContain(first.verdict)
    expect(verdictOf(await verify(world.colleague, used.code.code, newKey()))).not.toBe('valid')
  }

  async function take(world: World, act: Step): Promise<void> {
    if (act.do === 'wait') return api.advance(act.seconds * SECOND)
    if (act.do === 'withhold' || act.do === 'giveBack') return changeState(world, act.do)
    if (act.do === 'show') {
      const answer = await present(world.citizen)
      expect(answer.status).toBe(201)
      world.showings.push({ usedWith: null, withdrawn: false })
      return add(world, answer, { display: world.showings.length - 1 })
    }
    const code = world.codes[world.codes.length - 1 - act.at]
    if (!code) return
    const showing = world.showings[code.display]!
    switch (act.do) {
      case 'scan':
        return scanAs(world, code, { who: world.clerk, scene: true })
      case 'scanElsewhere':
        return scanAs(world, code, { who: world.colleague, scene: true })
      case 'scanInWrongScene':
        return scanAs(world, code, { who: world.clerk, scene: false })
      case 'repeat':
        return repeat(world, code)
      case 'withdraw': {
        expect((await api.send(`/api/v1/presentations/${code.id}`, world.citizen, { method: 'DELETE' })).status).toBe(204)
        world.codes.filter((each) => each.display === code.display && !each.ended).forEach((each) => (each.ended = 'withdrawn'))
        return
      }
      case 'renew': {
        // Only the newest code of a showing is renewed by the app.
        const newest = world.codes.filter((each) => each.display === code.display).at(-1)!
        const answer = await present(world.citizen, newest.id)
        if (showing.usedWith) return expect([jsonOf<{ code: string }>(answer).code, answer.status]).toEqual(['PRESENTATION_USED', expect.any(Number)])
        if (answer.status !== 201) {
          expect(newest.ended).toBe('superseded')
          return expect([jsonOf<{ code: string }>(answer).code, answer.status]).toEqual(['PRESENTATION_TAKEN_OVER', 409])
        }
        if (newest.ended === 'superseded') expect(newest.overBefore).toBe(true)
        if (newest.ended === 'withdrawn') {
          world.showings.push({ usedWith: null, withdrawn: false })
          return add(world, answer, { display: world.showings.length - 1 })
        }
        return add(world, answer, { display: code.display, replaced: newest })
      }
    }
  }

  it(
    `R7, R31: in ${RUNS} sequences no code is valid twice, after its end, in a wrong scene or while the licence is withheld, and at most two live on a phone`,
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14, size: 'max' }), async (steps) => {
          const [citizen, clerk, colleague] = await Promise.all([api.freshSession('confirmed'), api.freshSession('clerk'), api.freshSession('supervisor')])
          const world: World = { codes: [], showings: [], isWithheld: false, citizen, clerk, colleague }
          let waited = 0
          try {
            for (const act of steps) {
              // Tokens live ten minutes and staff screens five: a sequence stays below.
              if (act.do === 'wait' && (waited += act.seconds) > 240) continue
              await take(world, act)
            }
            const uses = await api.db
              .collection('uses')
              .aggregate([{ $match: { kind: 'use', jti: { $in: world.codes.map(({ id }) => id) } } }, { $group: { _id: '$displayId', count: { $sum: 1 } } }])
              .toArray()
            expect(uses.every(({ count }) => count === 1)).toBe(true)
            expect(uses).toHaveLength(world.showings.filter(({ usedWith }) => usedWith).length)
          } finally {
            await changeState(world, 'giveBack')
          }
        }),
        { numRuns: RUNS, seed: 42 + 100 * LANE.at, endOnFailure: true },
      )
      for (const verdict of ['valid', 'used', 'codeExpired', 'wrongScene', 'suspended'])
        expect([verdict, (verdicts.get(verdict) ?? 0) > 0]).toEqual([verdict, true])
      noteFigure(ROW, 'sequences of showing, renewing, scanning, waiting and changing the state', RUNS)
      noteFigure(ROW, 'verdicts seen', [...verdicts].map(([verdict, count]) => `${verdict} ${count}`).join(', '))
    },
    LONG,
  )

  type Turn = { do: 'refresh'; back: number; elsewhere: boolean } | { do: 'wait'; seconds: number } | { do: 'ask' }
  const turn: fc.Arbitrary<Turn> = fc.oneof(
    {
      arbitrary: fc.record({
        do: fc.constant('refresh' as const),
        back: fc.oneof({ arbitrary: fc.constant(0), weight: 5 }, { arbitrary: fc.nat({ max: 3 }), weight: 2 }),
        elsewhere: fc.nat({ max: 9 }).map((n) => n === 0),
      }),
      weight: 6,
    },
    { arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.constantFrom(5, 10, 20, 40) }), weight: 3 },
    { arbitrary: fc.record({ do: fc.constant('ask' as const) }), weight: 2 },
  )

  it(
    `R29: in ${RUNS} sequences of refreshes a family goes on by its newest token, forgives the last one for 30 s, and is over for good after anything else`,
    async () => {
      const personId = jsonOf<{ personId: string }>(await api.send('/api/v1/me', await api.freshSession('confirmed'))).personId
      let revoked = 0
      await fc.assert(
        fc.asyncProperty(fc.array(turn, { minLength: 3, maxLength: 14, size: 'max' }), async (turns) => {
          const device = newKey()
          const opened = await api.people.sessions.sessions.open({ personId, method: 'phone', device: { id: device, name: '手机', platform: 'weapp' } })
          const tokens = [opened.refreshToken]
          let bearer = opened.accessToken
          let rotatedAt = api.now().getTime()
          let over = false
          let waited = 0
          for (const act of turns) {
            if (act.do === 'wait') {
              if ((waited += act.seconds) <= 400) api.advance(act.seconds * SECOND)
              continue
            }
            if (act.do === 'ask') {
              expect((await api.send('/api/v1/me', { bearer })).status).toBe(over ? 401 : 200)
              continue
            }
            const back = Math.min(act.back, tokens.length - 1)
            const ageMs = api.now().getTime() - rotatedAt
            if (back === 1 && Math.abs(ageMs - 30 * SECOND) <= BLUR_MS) continue
            const goesOn = !over && !act.elsewhere && (back === 0 || (back === 1 && ageMs <= 30 * SECOND))
            const body = { deviceId: act.elsewhere ? newKey() : device, refreshToken: tokens[tokens.length - 1 - back] }
            const answer = await api.send('/api/v1/sessions/refresh', {}, { body, headers: { client: 'mini' } })
            expect(answer.status).toBe(goesOn ? 200 : 401)
            if (!goesOn) {
              revoked += over ? 0 : 1
              over = true
              continue
            }
            const next = jsonOf<{ refreshToken: string; accessToken: string }>(answer)
            bearer = next.accessToken
            if (back === 1) expect(next.refreshToken).toBe(tokens.at(-1))
            else {
              tokens.push(next.refreshToken)
              rotatedAt = api.now().getTime()
            }
          }
        }),
        { numRuns: RUNS, seed: 29 + 100 * LANE.at, endOnFailure: true },
      )
      expect(revoked).toBeGreaterThan(RUNS / 10)
      noteFigure(ROW, 'sequences of refreshes; families revoked', `${RUNS}; ${revoked}`)
    },
    LONG,
  )
})
