import { randomBytes, sign, verify } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LONGEST_CODE } from '@zsb/shared/presentation'
import jwt from 'jsonwebtoken'
import { createTokenService, loadKeyRing } from '../src/platform/tokens'
import { generateP256 } from '../src/platform/tokens/p256'
import { quick, reportFrom, rounds, type Report } from './options'
import { measureRounds, ratioRow } from './rounds'

const COUNT = quick ? 400 : 4_000
/** Longest host a server-signed code of version 10 at level L has room for, and what goes before and after it (performance.md, P6). */
const LONGEST_HOST = 'h'.repeat(50)

/** P1: presentation codes, issued and checked, against one raw `crypto.sign` / `crypto.verify` each; distinct tokens. P6: size. */
export async function measure(): Promise<Report> {
  // The clock stands still: rounds take longer than a code lives, and every check must end in acceptance.
  const started = new Date()
  const now = () => new Date(started.getTime())
  const keyRing = loadKeyRing({ dir: mkdtempSync(join(tmpdir(), 'zsb-bench-')), environment: 'bench', mayCreate: true, now })
  const tokens = createTokenService({ keyRing, issuer: 'bench', now })
  const raw = generateP256()
  const exp = Math.floor(started.getTime() / 1000) + 60
  const claims = Array.from({ length: COUNT }, () => ({ jti: randomBytes(16).toString('base64url'), exp }))
  const codes = claims.map((claim) => tokens.issuePresentation(claim))
  // Raw signs and checks texts of the same length.
  const inputs = codes.map((code) => Buffer.from(code.slice(0, code.lastIndexOf('.'))))
  const signatures = inputs.map((input) => sign('sha256', input, raw.privateKey))
  const library = codes.map((_, i) => jwt.sign(claims[i]!, raw.privateKey, { algorithm: 'ES256', keyid: 'k', noTimestamp: true }))
  let refused = 0
  const figures = await measureRounds({
    count: COUNT,
    rounds,
    candidates: [
      { name: 'raw verify', run: (count) => void inputs.slice(0, count).forEach((input, i) => verify('sha256', input, raw.publicKey, signatures[i]!)) },
      { name: 'check', run: (count) => void codes.slice(0, count).forEach((code) => (tokens.verifyPresentation(code).ok ? 0 : refused++)) },
      {
        name: 'jsonwebtoken check',
        run: (count) => void library.slice(0, count).forEach((code) => jwt.verify(code, raw.publicKey, { algorithms: ['ES256'], ignoreExpiration: true })),
      },
      { name: 'raw sign', run: (count) => void inputs.slice(0, count).forEach((input) => sign('sha256', input, raw.privateKey)) },
      { name: 'issue', run: (count) => void claims.slice(0, count).forEach((claim) => tokens.issuePresentation(claim)) },
      {
        name: 'jsonwebtoken issue',
        run: (count) => void claims.slice(0, count).forEach((claim) => jwt.sign(claim, raw.privateKey, { algorithm: 'ES256', keyid: 'k', noTimestamp: true })),
      },
    ],
  })
  if (refused > 0) throw new Error(`${refused} genuine codes were refused`)
  const of = (name: string) => figures.find((figure) => figure.name === name)!.rates
  return {
    rows: [
      ratioRow({ goal: 'P1', what: 'presentation code: check', figure: of('check'), base: of('raw verify'), target: 0.9 }),
      ratioRow({ goal: 'P1', what: 'presentation code: issue', figure: of('issue'), base: of('raw sign'), target: 0.9 }),
      ratioRow({ goal: 'P1', what: 'for comparison: jsonwebtoken check', figure: of('jsonwebtoken check'), base: of('raw verify') }),
      ratioRow({ goal: 'P1', what: 'for comparison: jsonwebtoken issue', figure: of('jsonwebtoken issue'), base: of('raw sign') }),
      sizeRow(codes),
    ],
  }
}

/** Real codes under the longest host there is room for. */
function sizeRow(codes: readonly string[]) {
  const longest = Math.max(...codes.map((code) => code.length))
  const length = `https://${LONGEST_HOST}/v#`.length + longest
  return {
    goal: 'P6',
    what: 'server-signed code with a host of 50 characters',
    figure: `${length} characters (token ${longest} in all of ${codes.length})`,
    target: `≤ ${LONGEST_CODE} = version 10 at level L`,
    met: length <= LONGEST_CODE,
  }
}

if (require.main === module) reportFrom(measure)
