import { parseShortCode } from './short-code'

/** What a scanned text is, by its form alone. Nothing in it is opened or asked for (fail-closed scanning). */
export type ScannedText =
  | { kind: 'presentation'; token: string }
  /** 健康码 at a door. */
  | { kind: 'healthCode'; token: string }
  /** 离线码, a health code on paper. */
  | { kind: 'printedCode'; token: string }
  /** 场所码 at a door, for visitors. */
  | { kind: 'placeCode'; token: string }
  | { kind: 'shortCode'; digits: string }
  /** A code of ours that this screen does not take. */
  | { kind: 'ourOther' }
  /** An address of somebody else; `host` is shortened, for the eye only. */
  | { kind: 'foreignLink'; host: string }
  /** Such an address with the form of a place code 场所码: another city's, or one that is made to look like it. */
  | { kind: 'foreignPlace'; host: string }
  | { kind: 'foreignText' }
  | { kind: 'empty' }

const LONGEST_HOST = 40
const EDGES = /^[\s\ufeff\u200b\u0000]+|[\s\ufeff\u200b\u0000]+$/g
const WIDE = /[\uff01-\uff5e]/g

/** What a Chinese input method makes of the signs in a link that a keyboard scanner types. */
const IME_SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\u3002/g, '.'], // 。
  [/\u3001/g, '/'], // 、
  [/\u2014{1,2}/g, '_'], // ——
]
const LOOKS_LIKE_LINK = /^[a-z]{4,5}:(\/|\u3001)/i

/** Keyboard scanners add line ends; input methods turn signs full-width or Chinese. All of it is undone. */
function clean(text: string): string {
  const narrow = text.replace(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(EDGES, '')
  if (!LOOKS_LIKE_LINK.test(narrow)) return narrow
  return IME_SIGNS.reduce((link, [sign, meant]) => link.replace(sign, meant), narrow)
}

/** `scheme://host/path` taken apart without URL, which mini-programs do not have. Host in small letters, without user and port tricks. */
function takeApart(text: string): { scheme: string; host: string; rest: string } | null {
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\/([^/?#\\]*)(.*)$/s.exec(text)
  if (!match) return null
  const [, scheme = '', authority = '', rest = ''] = match
  return { scheme: scheme.toLowerCase(), host: authority.toLowerCase(), rest }
}

/** Signs that nobody sees, or that turn the order of others round. */
const UNSEEN = /[\u0000-\u0020\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g

function shorten(host: string): string {
  const shown = (host.includes('@') ? host.slice(host.lastIndexOf('@') + 1) : host).replace(UNSEEN, '')
  return shown.length > LONGEST_HOST ? `${shown.slice(0, LONGEST_HOST)}…` : shown
}

/**
 * Sorts a scanned or typed text. Ours are `https://<host>/v#<token>`, `/h#<token>` of a health code, `/p#<token>` of one on paper and `/l#<token>` of a place, of
 * one of `hosts` (http only where a host is loopback), and the twelve-digit short form.
 */
export function parseScannedText(text: string, hosts: readonly string[]): ScannedText {
  const cleaned = clean(text)
  if (cleaned === '') return { kind: 'empty' }
  const address = takeApart(cleaned)
  if (address) return sortAddress(address, hosts)
  const short = parseShortCode(cleaned)
  if (short.ok) return { kind: 'shortCode', digits: short.value }
  if (/^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(cleaned)) return { kind: 'foreignLink', host: shorten(cleaned.slice(0, cleaned.indexOf(':'))) }
  return { kind: 'foreignText' }
}

const KINDS_OF_OURS: Readonly<Record<string, 'presentation' | 'healthCode' | 'printedCode' | 'placeCode'>> = {
  '/v#': 'presentation',
  '/h#': 'healthCode',
  '/p#': 'printedCode',
  '/l#': 'placeCode',
}

function sortAddress({ scheme, host, rest }: { scheme: string; host: string; rest: string }, hosts: readonly string[]): ScannedText {
  const secure = scheme === 'https' || (scheme === 'http' && /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host))
  if (!secure || !hosts.includes(host)) return { kind: rest.startsWith('/l#') ? 'foreignPlace' : 'foreignLink', host: shorten(host) || scheme }
  const kind = KINDS_OF_OURS[rest.slice(0, 3)]
  return kind ? { kind, token: rest.slice(3) } : { kind: 'ourOther' }
}
