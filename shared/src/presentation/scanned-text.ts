import { parseShortCode } from './short-code'

/** What a scanned text is, by its form alone. Nothing in it is opened or asked for (fail-closed scanning). */
export type ScannedText =
  | { kind: 'presentation'; token: string }
  | { kind: 'shortCode'; digits: string }
  /** A code of ours that this screen does not take. */
  | { kind: 'ourOther' }
  /** An address of somebody else; `host` is shortened, for the eye only. */
  | { kind: 'foreignLink'; host: string }
  | { kind: 'foreignText' }
  | { kind: 'empty' }

const LONGEST_HOST = 40
const EDGES = /^[\s\ufeff\u200b\u0000]+|[\s\ufeff\u200b\u0000]+$/g
const WIDE = /[\uff01-\uff5e]/g

/** Keyboard scanners add line ends; input methods turn punctuation full-width. Both are undone. */
const clean = (text: string) => text.replace(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(EDGES, '')

/** `scheme://host/path` taken apart without URL, which mini-programs do not have. Host in small letters, without user and port tricks. */
function takeApart(text: string): { scheme: string; host: string; rest: string } | null {
  const match = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\/([^/?#\\]*)(.*)$/s.exec(text)
  if (!match) return null
  const [, scheme = '', authority = '', rest = ''] = match
  return { scheme: scheme.toLowerCase(), host: authority.toLowerCase(), rest }
}

function shorten(host: string): string {
  const shown = host.includes('@') ? host.slice(host.lastIndexOf('@') + 1) : host
  return shown.length > LONGEST_HOST ? `${shown.slice(0, LONGEST_HOST)}…` : shown
}

/**
 * Sorts a scanned or typed text. Ours are `https://<host>/v#<token>` of one of `hosts` (http only where a host is loopback), and
 * the twelve-digit short form.
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

function sortAddress({ scheme, host, rest }: { scheme: string; host: string; rest: string }, hosts: readonly string[]): ScannedText {
  const secure = scheme === 'https' || (scheme === 'http' && /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host))
  if (!secure || !hosts.includes(host)) return { kind: 'foreignLink', host: shorten(host) || scheme }
  if (rest.startsWith('/v#')) return { kind: 'presentation', token: rest.slice(3) }
  return { kind: 'ourOther' }
}
