import { randomBytes, sign, verify } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import jwt from 'jsonwebtoken'
import { createTokenService, loadKeyRing } from '../src/platform/tokens'
import { generateP256 } from '../src/platform/tokens/p256'
import { measureRounds, ratioRow, type BenchRow } from './rounds'

const COUNT = 4_000

/** P1: presentation codes, issued and checked, against one raw `crypto.sign` / `crypto.verify` each; distinct tokens. P6: size. */
export async function measure(): Promise<BenchRow[]> {
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
  const of = (name: string) => figures.find((figure) => figure.name === name)!
  const length = `https://zhangshangban.linjiang.example.cn/v#${codes[0]!}`.length
  return [
    ratioRow({ goal: 'P1', what: 'presentation code: check', figure: of('check'), base: of('raw verify'), target: 0.9 }),
    ratioRow({ goal: 'P1', what: 'presentation code: issue', figure: of('issue'), base: of('raw sign'), target: 0.9 }),
    {
      ...ratioRow({ goal: 'P1', what: 'for comparison: jsonwebtoken check', figure: of('jsonwebtoken check'), base: of('raw verify'), target: 0 }),
      target: '–',
    },
    { ...ratioRow({ goal: 'P1', what: 'for comparison: jsonwebtoken issue', figure: of('jsonwebtoken issue'), base: of('raw sign'), target: 0 }), target: '–' },
    {
      goal: 'P6',
      what: 'server-signed code, host of 31 characters',
      figure: `${length} characters (token ${codes[0]!.length})`,
      target: '≤ 271 (version 10, level L)',
      met: length <= 271,
    },
  ]
}

if (require.main === module) void measure().then((rows) => console.table(rows))
