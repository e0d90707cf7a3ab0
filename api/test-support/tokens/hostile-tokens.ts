import { randomBytes, type KeyObject } from 'node:crypto'
import { parseScannedText } from '@zsb/shared/presentation'
import { createTokenService, TOKEN_KINDS, type KeyRing, type TokenKind, type TokenRefusalReason } from '../../src/platform/tokens'
import { editPart } from './edits'
import { readFamilies, reasonsOf, type AttackedKind, type Recipe } from './recipe'
import { foreign, fromWords, signHostile } from './signatures'

export interface HostileContext {
  /** Which kind the entry point takes. */
  kind: AttackedKind
  /** The ring, or one opened on the same folder, whose tokens the entry point takes. */
  keyRing: KeyRing
  issuer: string
  now: () => Date
  /** Claims of a real session, or of a seal, so that nothing but the attack itself gets a token refused. */
  claims?: Record<string, unknown>
}

export interface HostileToken {
  family: string
  rule: string
  name: string
  token: string
  /** The reasons that fit. */
  refused: TokenRefusalReason[]
  /** Read as the link of a scanner it is the genuine code again: blanks and line ends at its edge, signs of an input method. */
  forgivenByScanner: boolean
}

const HOST = 'zsb.test'
/** The token that a scanned link of ours carries, after what scanners and input methods do to it is undone. */
export function scannedToken(token: string): string | null {
  const scanned = parseScannedText(`https://${HOST}/v#${token}`, [HOST])
  return scanned.kind === 'presentation' ? scanned.token : null
}

const newJti = () => randomBytes(16).toString('base64url')
/** Kinds whose payload is exactly {jti, exp}. */
const BARE = ['presentation', 'healthCode', 'printedCode'] as const
const isBare = (kind: TokenKind | undefined): kind is (typeof BARE)[number] => BARE.some((bare) => bare === kind)
const REMOVE = '${remove}'

/** Every hostile token of shared/testdata/presentation that concerns the kind, made fresh with real keys: hand-made, at least 300. */
export function hostileTokens(context: HostileContext): HostileToken[] {
  return readFamilies()
    .filter(({ kinds }) => !kinds || kinds.includes(context.kind))
    .flatMap(({ family, rule, cases }) =>
      cases.flatMap((recipe) => {
        const isNoAttack = [recipe.notFor, recipe.real, recipe.key, recipe.sign].includes(context.kind)
        const made = isNoAttack ? null : makeToken(recipe, context)
        if (made === null) return []
        const forgivenByScanner = made.genuine !== null && scannedToken(made.token) === made.genuine
        return [{ family, rule, name: recipe.name, token: made.token, refused: reasonsOf(recipe), forgivenByScanner }]
      }),
    )
}

interface Made {
  token: string
  /** The good token of which only the text was changed. */
  genuine: string | null
}

/** Members of a recipe that change only the text of a good token. */
const TEXT_ONLY = new Set(['name', 'refused', 'edit', 'text'])

/** Tries a few ids where a spelling needs a character that not every signature has. */
function makeToken(recipe: Recipe, context: HostileContext): Made | null {
  for (let attempt = 0; attempt < 20; attempt++) {
    const made = cook(recipe, context)
    if (made !== null) return made
  }
  return null
}

function goodClaims({ kind, issuer, claims = { sid: '01JDEMO0000000000000000000' } }: HostileContext, at: number): Record<string, unknown> {
  if (isBare(kind)) return { jti: newJti(), exp: at + 60 }
  return {
    ...claims,
    iss: issuer,
    aud: TOKEN_KINDS[kind].aud,
    jti: newJti(),
    iat: at,
    nbf: at,
    exp: at + TOKEN_KINDS[kind].maxLifeSeconds,
  }
}

function cook(recipe: Recipe, context: HostileContext): Made | null {
  const { keyRing, issuer, now } = context
  const at = Math.floor(now().getTime() / 1000)
  const kind: TokenKind = recipe.real ?? context.kind
  const signer = keyRing.activeSigner(recipe.key ?? kind)
  const rule = TOKEN_KINDS[kind]
  const claims = isBare(recipe.real) ? { jti: newJti(), exp: at + 60 } : recipe.real ? null : goodClaims(context, at)
  const fill = filler({ kid: signer.kid, typ: rule.typ, aud: rule.aud, issuer, at, claims: claims ?? {} })
  const encode = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

  const goodHeader = { alg: 'ES256', typ: rule.typ, kid: signer.kid }
  let goodHead = encode(goodHeader)
  let head = recipe.headerHex ? hexPart(recipe.headerHex) : encode(recipe.headerText ? fill(recipe.headerText) : over(goodHeader, recipe.header, fill))
  let payload = recipe.payloadHex
    ? hexPart(recipe.payloadHex)
    : encode(recipe.payloadText ? fill(recipe.payloadText) : over(claims ?? {}, recipe.payload, fill))
  let signature = ''
  if (recipe.real && !isBare(recipe.real)) {
    const real = createTokenService({ keyRing, issuer, now }).issue(recipe.real, { jti: newJti(), lifeSeconds: rule.maxLifeSeconds })
    ;[head, payload, signature] = real.split('.') as [string, string, string]
    goodHead = head
  } else {
    const input = `${head}.${payload}`
    const publicKey = keyRing.findVerifier(signer.kid)!.publicKey as KeyObject
    const ofKind = (other: TokenKind, bytes: Buffer) => keyRing.activeSigner(other).signBytes(bytes)
    signature = recipe.sign
      ? signHostile(recipe.sign, { input, head, payload, goodHead, own: signer.signBytes, ofKind, publicKey })
      : signer.signBytes(Buffer.from(input)).toString('base64url')
  }
  if (recipe.signatureWords) signature = fromWords(recipe.signatureWords, Buffer.from(signature, 'base64url')).toString('base64url')
  if (recipe.signatureBytes) signature = randomBytes(recipe.signatureBytes).toString('base64url')
  if (recipe.payloadAfter) payload = encode(changed(claims ?? {}, recipe.payloadAfter, fill))
  const parts = { head, payload, signature }
  const genuine = Object.keys(recipe).every((name) => TEXT_ONLY.has(name)) ? `${head}.${payload}.${signature}` : null
  if (recipe.edit) {
    const edited = editPart(parts[recipe.edit.part], recipe.edit)
    if (edited === null) return null
    parts[recipe.edit.part] = edited
  }
  const token = `${parts.head}.${parts.payload}.${parts.signature}`
  return { token: recipe.text === undefined ? token : fillText(recipe.text, parts, token), genuine }
}

const hexPart = (hex: string) => Buffer.from(hex, 'hex').toString('base64url')

function over(base: Record<string, unknown>, members: Record<string, unknown> | undefined, fill: (text: string) => unknown): Record<string, unknown> {
  const all: Record<string, unknown> = { ...base }
  for (const [name, value] of Object.entries(members ?? {})) {
    if (value === REMOVE) delete all[name]
    else all[name] = fillDeep(value, fill)
  }
  return all
}

function fillDeep(value: unknown, fill: (text: string) => unknown): unknown {
  if (typeof value === 'string') return fill(value)
  return Array.isArray(value) ? value.map((item) => fillDeep(item, fill)) : value
}

function changed(claims: Record<string, unknown>, members: Record<string, unknown>, fill: (text: string) => unknown): Record<string, unknown> {
  if (members['${reverse}']) return Object.fromEntries(Object.entries(claims).reverse())
  return (members['${only}'] as Record<string, unknown> | undefined) ?? over(claims, members, fill)
}

interface Filling {
  kid: string
  typ: string
  aud: string
  issuer: string
  at: number
  claims: Record<string, unknown>
}

const otherCase = (text: string) => [...text].map((char) => (char === char.toLowerCase() ? char.toUpperCase() : char.toLowerCase())).join('')

/** Puts values for `${…}`. A text that is nothing but a time becomes a number. */
function filler({ kid, typ, aud, issuer, at, claims }: Filling) {
  const times: Record<string, number> = { now: at, exp: Number(claims.exp ?? at + 60) }
  const words: Record<string, string> = {
    kid,
    typ,
    aud,
    issuer,
    jti: String(claims.jti ?? newJti()),
    otherJti: newJti(),
    kidCut: kid.slice(0, -1),
    kidOtherCase: otherCase(kid) === kid ? `${kid}-` : otherCase(kid),
    nowText: String(at),
    foreignJwk: JSON.stringify(foreign.publicKey.export({ format: 'jwk' })),
  }
  const timeOf = (name: string, sign: string | undefined, by: string | undefined) => {
    if (sign === undefined) return times[name]!
    return sign === '*' ? times[name]! * Number(by) : times[name]! + (sign === '-' ? -Number(by) : Number(by))
  }
  return (text: string): string | number => {
    const time = /^\$\{(now|exp)(?:([-+*])(\d+))?\}$/.exec(text)
    if (time && !text.includes('"')) return timeOf(time[1]!, time[2], time[3])
    return text
      .replace(/\$\{pad:(\d+)\}/g, (_, count: string) => 'A'.repeat(Number(count)))
      .replace(/\$\{(now|exp)(?:([-+*])(\d+))?\}/g, (_, name: string, sign?: string, by?: string) => String(timeOf(name, sign, by)))
      .replace(/\$\{(\w+)\}/g, (all, name: string) => words[name] ?? all)
  }
}

function fillText(text: string, { head, payload, signature }: { head: string; payload: string; signature: string }, token: string): string {
  const filled = text
    .replaceAll('${head}', head)
    .replaceAll('${payload}', payload)
    .replaceAll('${signature}', signature)
    .replace(/\$\{pad:(\d+)\}/g, (_, count: string) => 'A'.repeat(Number(count)))
    .replace(/\$\{dots:(\d+)\}/g, (_, count: string) => '.'.repeat(Number(count)))
    .replace(/\$\{blanks:(\d+)\}/g, (_, count: string) => ' '.repeat(Number(count)))
    .replace(/\$\{repeat:(\d+)\}/g, (_, count: string) => token.repeat(Number(count)))
  return filled.replace(/\$\{padTo:(\d+)\}/g, (all, count: string) => 'A'.repeat(Number(count) - filled.length + all.length))
}
