import { createHash, randomBytes } from 'node:crypto'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { createSealFolder } from '../src/platform/audit/seal-folder'
import { createSealTokens } from '../src/platform/audit/seal-tokens'
import { newJti } from '../src/platform/crypto'
import { TOKEN_KINDS } from '../src/platform/tokens'
import { declarationRequest } from '../test-support/health-on'
import { openAttackedApi, type AttackedApi, type Credentials } from '../test-support/security/attacked-api'
import { LANE, noteFigure, partOf, timeLimit, volume } from '../test-support/security/figures'
import { inParallel, jsonOf, verdictOf, type Answer, type Send } from '../test-support/security/http'
import { hostileTokens, mutants, scannedToken, seededRandom } from '../test-support/tokens'
import type { AttackedKind } from '../test-support/tokens/recipe'

/** Where codes are taken, by the camera or typed. */
const MUTANTS = partOf(volume({ suite: 10_000, full: 100_000 }))
/** Digits that are read out, beside the codes of the same entry point. */
const GUESSES = partOf(volume({ suite: 2_000, full: 100_000 }))
/** Where other tokens are taken. */
const OTHERS = partOf(volume({ suite: 1_000, full: 100_000 }))
const seedOf = (seed: number) => seed + 100 * LANE.at
const BATCH = 2_000
/** What a seal says; the corpus has another place in the chain than the genuine ones. */
const SEALED = { seq: 9, hash: '0'.repeat(64), at: '2026-11-24T06:00:00.000Z' }
const WIDTH = 32
/** Of the ten minutes that an access token lives. */
const SIGNED_IN_MS = 300_000
const ROW = 'Attack corpus and mutants of every token kind at every entry point'
const LONG = timeLimit({ suite: 900_000, full: 7_200_000 })

/** The first so many that fit where they are to be sent: what does not fit does not count. */
function* first(count: number, texts: Iterable<string>, fits: (text: string) => boolean): Generator<string> {
  let sent = 0
  for (const text of texts) {
    if (!fits(text)) continue
    yield text
    if (++sent >= count) return
  }
}
/** Bytes that a header can carry at all. */
const travels = (text: string) => /^[\x20-\x7e\x80-\xff]*$/.test(text) && text.trim() === text
const sealFileIn = (dir: string) => join(dir, readdirSync(dir)[0]!)
const isAccepted = ({ status }: Answer) => status >= 200 && status < 300
/** Headers beyond 16 kB end the connection, sometimes before the 431 is read. */
const isRefused = ({ status }: Answer, text: string) => (status >= 400 && status < 500) || (status === 0 && text.length > 8_000)
/** A refusal of whoever asks says nothing of the code. */
const isCodeRefused = (answer: Answer, text: string) => answer.status !== 401 && isRefused(answer, text)
const isTrouble = ({ status }: Answer) => status === 0 || status >= 500

const claimsOf = (token: string): Record<string, unknown> => {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>
  } catch {
    return {}
  }
}
/** The ids that hostile tokens name. */
const jtisOf = (hostile: readonly { token: string }[]): string[] => [
  ...new Set(hostile.map(({ token }) => claimsOf(token)?.jti).filter((jti): jti is string => typeof jti === 'string' && jti !== '')),
]
/**
 * Good from the next seconds on: it would be so when it arrives. attacks.test.ts has these under a clock that stands. A code that carries no
 * beginning begins its life before its end.
 */
function comesOfAge(kind: AttackedKind, token: string, now: Date): boolean {
  const { nbf, iat, exp } = claimsOf(token) ?? {}
  const begins =
    (kind === 'presentation' || kind === 'healthCode' || kind === 'printedCode') && typeof exp === 'number' ? exp - TOKEN_KINDS[kind].maxLifeSeconds : undefined
  const seconds = now.getTime() / 1_000
  return [nbf, iat, begins].some((from) => typeof from === 'number' && from > seconds && from < seconds + 600)
}

describe('hostile tokens at every entry point', () => {
  let api: AttackedApi
  let myId: string
  beforeAll(async () => {
    api = await openAttackedApi('hostile_tokens')
    myId = jsonOf<{ personId: string }>(await api.send('/api/v1/me', api.credentials.confirmed)).personId
  }, 600_000)
  afterAll(() => api.close())
  // An access token lives ten minutes: a part at full volume may take longer, on a busy machine.
  const signInAgain = async () => {
    for (const kind of ['confirmed', 'other', 'clerk', 'otherClerk'] as const) api.credentials[kind] = await api.freshSession(kind)
    signedInAt = Date.now()
  }
  let signedInAt = 0
  beforeEach(signInAgain)

  /** Genuine but for the attack: under the session of somebody who is really signed in. */
  const corpus = (kind: AttackedKind, who: 'confirmed' | 'clerk' = 'confirmed', more: Record<string, unknown> = {}) => {
    const { sid } = claimsOf(api.credentials[who].bearer!) as { sid: string }
    const ofKind: Partial<Record<AttackedKind, Record<string, unknown>>> = {
      access: { sid },
      liveTicket: { sid, sub: myId },
      auditSeal: SEALED,
      erasureProof: { no: 1 },
    }
    const claims = { ...ofKind[kind], ...more }
    const context = { kind, keyRing: api.api.platform.keyRing, issuer: 'zhangshangban', now: api.now, claims }
    return hostileTokens(context).filter(({ token }) => !comesOfAge(kind, token, api.now()))
  }

  /** Sends everything, and tells which texts were accepted or answered with trouble. */
  async function attack(entry: string, texts: Iterable<string>, send: (text: string) => Promise<{ accepted: boolean; trouble: boolean }>): Promise<number> {
    const wrong: string[] = []
    let count = 0
    let batch: string[] = []
    const flush = async () => {
      if (Date.now() - signedInAt > SIGNED_IN_MS) await signInAgain()
      await inParallel(batch, WIDTH, async (text) => {
        const { accepted, trouble } = await send(text)
        if (accepted || trouble) wrong.push(`${accepted ? 'accepted' : 'trouble'}: ${JSON.stringify(text.slice(0, 300))}`)
      })
      count += batch.length
      batch = []
    }
    for (const text of texts) {
      batch.push(text)
      if (batch.length >= BATCH) await flush()
    }
    await flush()
    expect(wrong.slice(0, 10)).toEqual([])
    noteFigure(ROW, `${entry}: refused, accepted, 5xx`, `${count}, 0, 0`)
    return count
  }

  /** Each on a phone of its own: a session shows one thing at a time, and the attacked code is to live on. */
  const showing = async () => {
    const credentials = await api.freshSession('confirmed')
    const body = { licenceId: api.things.licence!.confirmed, scene: 'vehicleOffice', fields: ['name', 'photo', 'vehicleClass'] }
    const answer = await api.send('/api/v1/presentations', credentials, { body })
    expect(answer.status).toBe(201)
    return jsonOf<{ code: string; shortCode: string; id: string }>(answer)
  }
  const verify = (code: string, method = 'camera') =>
    api.send('/api/v1/verifications', api.credentials.clerk, { body: { code, scene: 'vehicleOffice', purpose: 'identifyForService', method } })
  const asVerdict = async (code: string, method?: string) => {
    const answer = await verify(code, method)
    return { accepted: verdictOf(answer) === 'valid', trouble: isTrouble(answer) || ![200, 400].includes(answer.status) }
  }

  it(
    `R5, R6: of the corpus and ${MUTANTS} mutants of a presentation code only the original is valid`,
    async () => {
      const [genuine, second] = [await showing(), await showing()]
      const link = (token: string) => genuine.code.replace(/#.*/, `#${token}`)
      const [token, other] = [genuine.code.split('#')[1]!, second.code.split('#')[1]!]
      const hostile = corpus('presentation').filter(({ forgivenByScanner }) => !forgivenByScanner)
      expect(hostile.length).toBeGreaterThanOrEqual(300)
      // Each of them has its record: nothing but the attack itself gets it refused.
      const records = api.db.collection<{ _id: string }>('presentations')
      const record = (await records.findOne({ _id: genuine.id }))!
      await records.insertMany(jtisOf(hostile).map((id) => ({ ...record, _id: id, displayId: `hostile ${id}`, shortIndex: `hostile ${id}` })))
      await attack(
        'POST /verifications, corpus',
        hostile.map((each) => link(each.token)),
        (code) => asVerdict(code),
      )
      expect(verdictOf(await verify((await showing()).code))).toBe('valid')
      const scanned = mutants({ token, other, seed: seedOf(1), count: MUTANTS, throughScanner: true })
      expect(await attack('POST /verifications, mutants', scanned, (text) => asVerdict(link(text)))).toBe(MUTANTS)
      expect(await api.db.collection('uses').countDocuments({ kind: 'use', jti: { $in: [genuine.id, second.id] } })).toBe(0)
    },
    LONG,
  )

  /** Digits in place of the twelve, one of them changed, left out or added, without end; never those themselves. */
  function* guessesAt(shortCode: string, seed: number) {
    const random = seededRandom(seed)
    for (;;) {
      const kind = Math.floor(random() * 4)
      const at = Math.floor(random() * shortCode.length)
      const digit = String(Math.floor(random() * 10))
      const text =
        kind === 0
          ? Array.from({ length: 12 }, () => Math.floor(random() * 10)).join('')
          : kind === 1
            ? shortCode.slice(0, at) + digit + shortCode.slice(at + 1)
            : kind === 2
              ? shortCode.slice(0, at) + shortCode.slice(at + 1)
              : shortCode.slice(0, at) + ['x', '-1', '.', '９', '\u0661', digit][Math.floor(random() * 6)]! + shortCode.slice(at)
      if (text.normalize('NFKC').replace(/\D/g, '') !== shortCode) yield text
    }
  }
  const always = () => true

  it(
    `R5: of ${GUESSES} guesses at a twelve-digit code only the original is valid`,
    async () => {
      const { shortCode } = await showing()
      await attack('POST /verifications, twelve digits', first(GUESSES, guessesAt(shortCode, seedOf(7)), always), (text) => asVerdict(text, 'typed'))
      expect(verdictOf(await verify((await showing()).shortCode, 'typed'))).toBe('valid')
    },
    LONG,
  )

  /** 办件码 of the drafts of two people: one is attacked as it is scanned, the other as its digits are read out. */
  const showCase = async (who: 'confirmed' | 'other') => {
    const credentials = await api.freshSession(who)
    const answer = await api.send(`/api/v1/applications/${api.things.application![who]}/window-codes`, credentials, { body: {} })
    expect(answer.status).toBe(201)
    return jsonOf<{ code: string; shortCode: string }>(answer)
  }
  const takeOver = (text: string) => api.send('/api/v1/window/application-scans', api.credentials.otherClerk, { body: { text } })
  const asTakenOver = async (text: string) => {
    const answer = await takeOver(text)
    return { accepted: isAccepted(answer), trouble: !isCodeRefused(answer, text) }
  }
  const codes = () => api.db.collection<{ _id: string; usedAt: Date | null }>('application_codes')

  it(
    `R5, R6: of the corpus, ${MUTANTS} mutants of an application code and ${GUESSES} guesses at its digits only the original is taken over`,
    async () => {
      const [genuine, second] = [await showCase('confirmed'), await showCase('other')]
      const link = (token: string) => genuine.code.replace(/#.*/, `#${token}`)
      const [token, other] = [genuine.code.split('#')[1]!, second.code.split('#')[1]!]
      const hostile = corpus('applicationCode').filter(({ forgivenByScanner }) => !forgivenByScanner)
      expect(hostile.length).toBeGreaterThanOrEqual(300)
      // Each of them has its record: nothing but the attack itself gets it refused.
      const record = (await codes().findOne({ _id: claimsOf(token).jti as string }))!
      await codes().insertMany(jtisOf(hostile).map((id) => ({ ...record, _id: id, shortIndex: `hostile ${id}` })))
      await attack(
        'POST /window/application-scans, corpus',
        hostile.map((each) => link(each.token)),
        asTakenOver,
      )
      const scanned = mutants({ token, other, seed: seedOf(8), count: MUTANTS, throughScanner: true })
      expect(await attack('POST /window/application-scans, mutants', scanned, (text) => asTakenOver(link(text)))).toBe(MUTANTS)
      const typed = first(GUESSES, guessesAt(second.shortCode, seedOf(9)), always)
      expect(await attack('POST /window/application-scans, twelve digits', typed, asTakenOver)).toBe(GUESSES)
      expect(await codes().countDocuments({ usedAt: { $ne: null } })).toBe(0)
      // Codes live a minute: others in their place.
      expect((await takeOver((await showCase('confirmed')).code)).status).toBe(201)
      expect((await takeOver((await showCase('other')).shortCode)).status).toBe(201)
    },
    LONG,
  )

  /** A door of a mall, guarded by somebody who has taken its invitation. */
  const openDoor = async () => {
    const street = await api.signInStaff('panyue')
    const owner = api.credentials.confirmed
    const post = async <T>(path: string, who: Credentials, body: object) => {
      const answer = await api.send(`/api/v1${path}`, who, { body })
      if (!isAccepted(answer)) throw new Error(`${path}: ${answer.status} ${answer.text}`)
      return jsonOf<T>(answer)
    }
    const place = await post<{ id: string }>('/places', owner, { name: '临江万象城', kind: 'mall', region: '990102', address: '江北区清波街 88 号' })
    await post(`/staff/places/${place.id}/review`, { bearer: street.bearer }, { outcome: 'approve' })
    const { code } = await post<{ code: string }>(`/places/${place.id}/invitations`, owner, { days: 7 })
    const { guardId } = await post<{ guardId: string }>('/guard-invitations/acceptances', api.credentials.other, { code })
    await post('/health/declarations', owner, declarationRequest(myId, api.now()))
    return { guardId, placeId: place.id }
  }
  it(
    `R5, R6: of the corpus and ${MUTANTS} mutants of a health code, and of the corpus and ${OTHERS} mutants of one on paper, only the originals open a guarded door`,
    async () => {
      const { guardId } = await openDoor()
      const showHealth = async () => {
        const answer = await api.send('/api/v1/health/codes', await api.freshSession('confirmed'), { body: { personId: myId } })
        expect(answer.status).toBe(201)
        return jsonOf<{ code: { text: string } }>(answer).code.text
      }
      const scan = async (code: string) => {
        const answer = await api.send(`/api/v1/guarded-places/${guardId}/scans`, api.credentials.other, { body: { code, method: 'camera' } })
        const verdict = verdictOf(answer)
        return { verdict, accepted: verdict === 'colour' || verdict === 'noColour', trouble: isTrouble(answer) || ![200, 400].includes(answer.status) }
      }
      const atDoor = 'POST /guarded-places/:guardId/scans'
      const hostileOf = (kind: AttackedKind) => {
        const hostile = corpus(kind).filter(({ forgivenByScanner }) => !forgivenByScanner)
        expect(hostile.length).toBeGreaterThanOrEqual(300)
        return hostile
      }

      const [genuine, second] = [await showHealth(), await showHealth()]
      const link = (token: string) => genuine.replace(/#.*/, `#${token}`)
      const [token, other] = [genuine.split('#')[1]!, second.split('#')[1]!]
      const hostile = hostileOf('healthCode')
      // Each of them has its record, as at the desk.
      const records = api.db.collection<{ _id: string }>('health_codes')
      const record = (await records.findOne({ _id: claimsOf(token).jti as string }))!
      await records.insertMany(jtisOf(hostile).map((id) => ({ ...record, _id: id })))
      await attack(
        `${atDoor}, corpus`,
        hostile.map((each) => link(each.token)),
        scan,
      )
      const scanned = mutants({ token, other, seed: seedOf(10), count: MUTANTS, throughScanner: true })
      expect(await attack(`${atDoor}, mutants`, scanned, (text) => scan(link(text)))).toBe(MUTANTS)

      const onPaper = hostileOf('printedCode')
      const exp = Math.floor(api.now().getTime() / 1_000) + 3_600
      const [paper, otherPaper] = [newJti(), newJti()].map((jti) => api.api.platform.tokens.issuePrintedCode({ jti, exp })) as [string, string]
      const printedLink = (text: string) => genuine.replace(/\/h#.*/, `/p#${text}`)
      // One person has one that is good: each of these is of somebody else, and the genuine one of hers.
      const at = { issuedAt: api.now(), expiresAt: new Date(exp * 1_000), revokedAt: null, purgeAt: new Date(exp * 2_000) }
      const printed = (jti: string, personId: string) => ({ _id: jti, jti, personId, number: `paper ${jti}`, channel: 'phone', ...at })
      const jtis = jtisOf([...onPaper, { token: otherPaper }])
      await api.db
        .collection<{ _id: string }>('printed_codes')
        .insertMany([...jtis.map((jti) => printed(jti, `nobody ${jti}`)), printed(claimsOf(paper).jti as string, myId)])
      await attack(
        `${atDoor}, on paper, corpus`,
        onPaper.map((each) => printedLink(each.token)),
        scan,
      )
      const copied = mutants({ token: paper, other: otherPaper, seed: seedOf(11), count: OTHERS, throughScanner: true })
      expect(await attack(`${atDoor}, on paper, mutants`, copied, (text) => scan(printedLink(text)))).toBe(OTHERS)

      expect(await api.db.collection('place_visits').countDocuments({})).toBe(0)
      expect((await scan(printedLink(paper))).verdict).toBe('colour')
      expect((await scan(await showHealth())).verdict).toBe('colour')
    },
    LONG,
  )

  it(
    `R5, R6: of the corpus and ${MUTANTS} mutants of a place’s code, and of the corpus and ${OTHERS} mutants of its poster, only the originals make a visit`,
    async () => {
      const { placeId } = await openDoor()
      const { text } = jsonOf<{ text: string }>(await api.send(`/api/v1/places/${placeId}/screen-codes`, api.credentials.confirmed, { body: {} }))
      const link = (token: string) => text.replace(/#.*/, `#${token}`)
      const of = (kind: 'placeCode' | 'placePoster', lifeSeconds: number) =>
        api.api.platform.tokens.issue(kind, { jti: newJti(), lifeSeconds, claims: { place: placeId } })
      const ask = async (path: string, code: string) => {
        const answer = await api.send(`/api/v1${path}`, api.credentials.other, { body: { code } })
        return { accepted: isAccepted(answer), trouble: !isCodeRefused(answer, code) }
      }
      for (const [kind, lifeSeconds, count] of [
        ['placeCode', 90, MUTANTS],
        ['placePoster', 86_400, OTHERS],
      ] as const) {
        const hostile = corpus(kind, 'confirmed', { place: placeId }).filter(({ forgivenByScanner }) => !forgivenByScanner)
        expect(hostile.length).toBeGreaterThanOrEqual(300)
        for (const path of ['/place-code-readings', '/place-visits'])
          await attack(
            `POST ${path}, ${kind}, corpus`,
            hostile.map((each) => link(each.token)),
            (code) => ask(path, code),
          )
        const mixed = mutants({
          token: of(kind, lifeSeconds),
          other: of(kind, lifeSeconds),
          seed: seedOf(kind === 'placeCode' ? 12 : 13),
          count,
          throughScanner: true,
        })
        expect(await attack(`POST /place-visits, ${kind}, mutants`, mixed, (token) => ask('/place-visits', link(token)))).toBe(count)
      }
      expect(await api.db.collection('place_visits').countDocuments({ placeId })).toBe(0)
      for (const kind of ['placeCode', 'placePoster'] as const)
        expect((await api.send('/api/v1/place-visits', api.credentials.other, { body: { code: link(of(kind, 60)) } })).status).toBe(201)
    },
    LONG,
  )

  it.each([
    ['a citizen', 'confirmed', '/api/v1/me'],
    ['a staff member', 'clerk', '/api/v1/staff/me'],
  ] as const)(
    `R5, R6: of the corpus and ${OTHERS} mutants of the access token of %s only the original opens a door`,
    async (who, kind, path) => {
      const token = api.credentials[kind].bearer!
      const other = (await api.freshSession(kind)).bearer!
      const ask = async (bearer: string) => {
        const answer = await api.send(path, { bearer })
        return { accepted: isAccepted(answer), trouble: !isRefused(answer, bearer) }
      }
      const hostile = corpus('access', kind)
      expect(hostile.length).toBeGreaterThanOrEqual(300)
      await attack(`Authorization, ${who}, corpus`, hostile.map((each) => each.token).filter(travels), ask)
      const sent = await attack(`Authorization, ${who}, mutants`, first(OTHERS, mutants({ token, other, seed: seedOf(2), count: Infinity }), travels), ask)
      expect(sent).toBe(OTHERS)
      expect((await api.send(path, { bearer: token })).status).toBe(200)
    },
    LONG,
  )

  /** Other spellings, other sequences, other sessions, without end; never the token itself. */
  function* refreshMutants(token: string, other: string, seed: number) {
    const random = seededRandom(seed)
    const pick = (below: number) => Math.floor(random() * below)
    const signs = 'ABCXYZabcxyz0189-_.=+/ %'
    const [head, session, sequence, mac] = token.split('.') as [string, string, string, string]
    const [, otherSession, , otherMac] = other.split('.') as [string, string, string, string]
    for (;;) {
      const at = pick(token.length)
      const text = [
        () => token.slice(0, at) + signs[pick(signs.length)]! + token.slice(at + 1),
        () => token.slice(0, at) + signs[pick(signs.length)]! + token.slice(at),
        () => token.slice(0, at) + token.slice(at + 1 + pick(3)),
        () => token.slice(0, 40 + pick(token.length - 40)),
        () => [head, session, `${'0'.repeat(1 + pick(5))}${sequence}`, mac].join('.'),
        () => [head, session, String(pick(1_000_000)), mac].join('.'),
        () => [head, otherSession, sequence, mac].join('.'),
        () => [head, session, sequence, otherMac].join('.'),
        () => [head, session.toLowerCase(), sequence, mac].join('.'),
        () => `${token}.${signs[pick(signs.length)]!}`,
      ][pick(10)]!()
      if (text !== token && text !== other && text.trim() !== token) yield text
    }
  }

  it.each(['body', 'cookie'] as const)(
    `R5, R29: of the corpus and ${OTHERS} mutants of a refresh token in the %s only the original goes on`,
    async (where) => {
      const device = 'B'.repeat(22)
      const open = () => api.people.sessions.sessions.open({ personId: myId, method: 'phone', device: { id: device, name: '手机', platform: 'weapp' } })
      const [genuine, other] = [(await open()).refreshToken, (await open()).refreshToken]
      const refresh = (token: string): Promise<Answer> => {
        const inBody: Send = { body: { deviceId: device, refreshToken: token }, headers: { client: 'mini' } }
        const inCookie: Send = { body: { deviceId: device }, headers: { client: 'web', cookie: `zsb_refresh=${token}` } }
        return api.send('/api/v1/sessions/refresh', {}, where === 'body' ? inBody : inCookie)
      }
      const ask = async (token: string) => {
        const answer = await refresh(token)
        return { accepted: isAccepted(answer), trouble: !isRefused(answer, token) }
      }
      // A cookie ends at its first blank or semicolon, and what stands before it is not the token.
      const fits = (text: string) => where === 'body' || (travels(text) && !text.includes(';') && text.split(/[; ]/)[0] !== genuine)
      const hostile = corpus('access').map(({ token }) => token)
      await attack(`refresh in the ${where}, corpus`, hostile.filter(fits), ask)
      expect(await attack(`refresh in the ${where}, mutants`, first(OTHERS, refreshMutants(genuine, other, seedOf(3)), fits), ask)).toBe(OTHERS)
      expect((await refresh(genuine)).status).toBe(200)
    },
    LONG,
  )

  it(
    `R6, R29: of the corpus and ${OTHERS} mutants of a live ticket only the original is admitted`,
    async () => {
      const ticket = async () => jsonOf<{ ticket: string }>(await api.send('/api/v1/live/tickets', api.credentials.confirmed, { method: 'POST' })).ticket
      const knock = (text: string): Promise<{ accepted: boolean; trouble: boolean }> =>
        new Promise((resolve) => {
          const socket = new WebSocket(`${api.base.replace('http', 'ws')}/api/v1/live`)
          const settle = (outcome: { accepted: boolean; trouble: boolean }) => {
            socket.terminate()
            resolve(outcome)
          }
          socket.on('open', () => socket.send(JSON.stringify({ ticket: text })))
          socket.on('message', () => settle({ accepted: true, trouble: false }))
          // Refused for its ticket, or as longer than any; a cut line, a handshake that fails and a 5xx are no answer.
          socket.on('close', (code) => settle({ accepted: false, trouble: ![4401, 1009].includes(code) }))
          socket.on('unexpected-response', () => settle({ accepted: false, trouble: true }))
          socket.on('error', () => settle({ accepted: false, trouble: true }))
        })
      const hostile = corpus('liveTicket')
      expect(hostile.length).toBeGreaterThanOrEqual(300)
      await attack(
        'live ticket, corpus',
        hostile.map(({ token }) => token),
        knock,
      )
      const mixed = mutants({ token: await ticket(), other: await ticket(), seed: seedOf(4), count: OTHERS })
      expect(await attack('live ticket, mutants', mixed, knock)).toBe(OTHERS)
      expect(await knock(await ticket())).toEqual({ accepted: true, trouble: false })
      expect((await api.client.send('/healthz')).status).toBe(200)
    },
    LONG,
  )

  it(
    `R5, R6, R18: of the corpus and ${OTHERS} mutants of an audit seal only the original is proved, alone and as a line of the folder of seals`,
    async () => {
      const seals = createSealTokens({ tokens: api.api.platform.tokens, newJti })
      const dir = mkdtempSync(join(tmpdir(), 'zsb-hostile-seals-'))
      const folder = createSealFolder({ dir, seals, formerKey: randomBytes(32) })
      const end = (seq: number) => ({ seq, hash: createHash('sha256').update(String(seq)).digest('hex'), at: api.now() })
      const [genuine, other] = [end(1), end(2)]
      await folder.write(genuine)
      const own = readFileSync(sealFileIn(dir), 'utf8').trim()
      const hostile = corpus('auditSeal').map(({ token }) => token)
      expect(hostile.length).toBeGreaterThanOrEqual(300)
      const prove = async (text: string) => ({ accepted: seals.prove(text) !== null, trouble: false })
      await attack('audit seal, corpus', hostile, prove)
      const made = [...mutants({ token: own, other: seals.sign(other), seed: seedOf(5), count: OTHERS })]
      expect(await attack('audit seal, mutants', made, prove)).toBe(OTHERS)
      // A text with line ends in it is several lines, and each of them is read for itself.
      const lines = [...hostile, ...made].filter((text) => text !== '' && !text.includes('\n'))
      appendFileSync(sealFileIn(dir), lines.map((line) => `${line}\n`).join(''))
      expect(folder.read()).toEqual({ ends: new Map([[genuine.seq, genuine.hash]]), forged: lines.length, unsigned: null })
      noteFigure(ROW, 'audit seal, lines of its folder: refused, accepted', `${lines.length}, 0`)
      rmSync(dir, { recursive: true, force: true })
    },
    LONG,
  )

  it('R5: what a scanner forgives is the genuine code again, and nothing else is', async () => {
    const forgiven = corpus('presentation').filter(({ forgivenByScanner }) => forgivenByScanner)
    expect(forgiven.length).toBeGreaterThan(0)
    for (const { token } of forgiven) expect(scannedToken(token)).not.toBeNull()
  })
})
