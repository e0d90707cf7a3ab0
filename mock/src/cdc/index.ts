import { createHash, generateKeyPairSync } from 'node:crypto'
import { createSystem, FieldProblem, readFields, type System } from '../system'
import { openReference } from './open-reference'
import { signJws } from './sign'

/** Who signs health notices in the city, which kinds, and to which department each belongs. */
const AUTHORITIES = [
  {
    code: 'cdc',
    zh: '临江市疾病预防控制中心',
    en: 'Linjiang Centre for Disease Control',
    department: 'diseaseControl',
    kinds: ['riskArea', 'contact', 'isolation'],
  },
  { code: 'firstHospital', zh: '临江市第一人民医院', en: 'Linjiang First People’s Hospital', department: 'hospitals', kinds: ['test'] },
  { code: 'healthCommission', zh: '临江市卫生健康委员会', en: 'Linjiang Health Commission', department: 'healthCommission', kinds: [] },
] as const
const CODES = AUTHORITIES.map(({ code }) => code)
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A ULID whose second half counts up. */
function newUlid(at: Date, no: number): string {
  const part = (value: number, length: number) => {
    let [text, rest] = ['', value]
    for (let i = 0; i < length; i++, rest = Math.floor(rest / 32)) text = CROCKFORD[rest % 32]! + text
    return text
  }
  return part(at.getTime(), 10) + part(no, 16)
}

/**
 * 疾控、医院和卫健委: sign notices that the city's health code rests on. Keys are new at every start and are told at `/authorities`; what is ordered at
 * `/_control/notices` comes back signed, for whoever hands it in.
 */
export function createCdc({ now }: { now: () => Date }): System {
  const keys = new Map(CODES.map((code) => [code, generateKeyPairSync('ec', { namedCurve: 'P-256' })] as const))
  const first = Math.floor(Math.random() * 2 ** 40)
  let signed = 0
  const kidOf = (code: string) => `${code}-1`
  const seconds = () => Math.floor(now().getTime() / 1000)

  return createSystem({
    build: ({ router, control }) => {
      router.get('/authorities', (ctx) => {
        ctx.body = AUTHORITIES.map((authority) => ({
          ...authority,
          keys: [{ kid: kidOf(authority.code), publicKey: keys.get(authority.code)!.publicKey.export({ type: 'spki', format: 'pem' }).toString() }],
        }))
      })
      // What is asked for under a document is opened here, with the key that nobody else has; the answer says whose it was, so that each can be told.
      router.post('/contact-queries', (ctx) => {
        const body = readFields(ctx.request.body)
        const query = body.text('id')
        body.text('documentNumber')
        const { visits } = ctx.request.body as { visits?: unknown }
        if (!Array.isArray(visits)) throw new FieldProblem('visits')
        const persons = new Set<string>()
        let unopened = 0
        for (const { id, sealed } of visits as { id: string; sealed: string }[]) {
          // Whoever was written in by his document alone has no account that he could be told by.
          try {
            const { personId } = JSON.parse(openReference(sealed, id)) as { personId?: string }
            if (personId) persons.add(personId)
          } catch {
            unopened += 1
          }
        }
        const payload = { iss: 'cdc', iat: seconds(), query, persons: [...persons], unopened }
        ctx.body = { answer: signJws({ typ: 'cq+jws', kid: kidOf('cdc'), payload, key: keys.get('cdc')!.privateKey }) }
      })
      control.post('/notices', (ctx) => {
        const body = readFields(ctx.request.body)
        const iss = body.oneOf('authority', CODES)
        const { subjects } = ctx.request.body as { subjects?: unknown }
        if (!Array.isArray(subjects)) throw new FieldProblem('subjects')
        const payload = {
          iss,
          jti: newUlid(now(), first + signed++),
          iat: seconds(),
          documentNumber: body.text('documentNumber'),
          content: body.record('content'),
          subjects: subjects as unknown[],
        }
        ctx.body = { id: payload.jti, notice: signJws({ typ: 'hn+jws', kid: kidOf(iss), payload, key: keys.get(iss)!.privateKey }) }
      })
      control.post('/countersignatures', (ctx) => {
        const body = readFields(ctx.request.body)
        const iss = body.oneOf('authority', CODES)
        const { notice } = ctx.request.body as { notice?: unknown }
        if (typeof notice !== 'string') throw new FieldProblem('notice')
        const payload = { iss, iat: seconds(), notice: body.text('id'), sha256: createHash('sha256').update(notice).digest('hex') }
        ctx.body = { countersignature: signJws({ typ: 'hs+jws', kid: kidOf(iss), payload, key: keys.get(iss)!.privateKey }) }
      })
      return () => undefined
    },
  })
}
