import { isLevelAtLeast, type RealNameLevel } from '@zsb/shared/identity'
import type { Holder, VersionedChange } from './holders.store'

/** What showed that a person and a document belong together 实名方式. `samePhone`: the other account's phone number was proved here too. */
export type Proof = 'register' | 'face' | 'window'

/** Level a proof gives; a window is as good as a face (人脸识别技术应用安全管理办法: the other way is equal). */
export const LEVEL_OF: Record<Proof, RealNameLevel> = { register: 'registered', face: 'confirmed', window: 'confirmed' }
const STRONG: RealNameLevel = 'confirmed'
export const HIGHEST: RealNameLevel = 'confirmed'

export type Plan =
  | { kind: 'attach' }
  | { kind: 'raise' }
  | { kind: 'merge'; older: Holder; younger: Holder }
  | { kind: 'displace'; other: Holder }
  | { kind: 'proofNeeded' }
  | { kind: 'fixed' }

/**
 * What a proof means for the accounts. Whoever knows a name and a number passes the register check, so that alone never opens
 * an account that holds the document already: it takes a face, a window, or the other account's own phone number. A face or a
 * window in turn takes the document away from an account that only ever knew the number.
 */
export function planFor({ mine, other, proof, index }: { mine: Holder; other: Holder | null; proof: Proof; index: string }): Plan {
  if (other?._id === mine._id) return { kind: 'raise' }
  const hasAnother = mine.documentIndexes.length > 0 && !mine.documentIndexes.includes(index)
  if (hasAnother && !(proof === 'window')) return { kind: 'fixed' }
  if (!other) return { kind: 'attach' }
  const strong = proof !== 'register'
  const samePhone = mine.phoneIndex !== null && mine.phoneIndex === other.phoneIndex
  const otherIsProven = isLevelAtLeast(other.level, STRONG) || other.levelBy === 'library'
  if (samePhone || (strong && otherIsProven)) return { kind: 'merge', ...byAge(mine, other) }
  return strong ? { kind: 'displace', other } : { kind: 'proofNeeded' }
}

const byAge = (a: Holder, b: Holder) => (a._id < b._id ? { older: a, younger: b } : { older: b, younger: a })

export const higher = (a: RealNameLevel, b: RealNameLevel): RealNameLevel => (isLevelAtLeast(a, b) ? a : b)
export const lower = (a: RealNameLevel, b: RealNameLevel): RealNameLevel => (isLevelAtLeast(a, b) ? b : a)

/**
 * Devices of two accounts that become one. None of them has proved more than its own account had: the first device of a nameless one has nothing to
 * prove there, and opens no other account by it (R29).
 */
export function joinedDevices({ older, younger }: { older: Holder; younger: Holder }): Holder['devices'] {
  const joined = new Map<string, Holder['devices'][number]>()
  for (const { devices, level } of [older, younger])
    for (const device of devices) {
      const provenLevel = lower(device.provenLevel, level)
      const known = joined.get(device.id)
      joined.set(device.id, known ? { ...known, provenLevel: higher(known.provenLevel, provenLevel) } : { ...device, provenLevel })
    }
  return [...joined.values()]
}

/** The device on which a proof was given has proved that much; others keep what they had. */
export function provenOn(devices: Holder['devices'], { deviceId, level, at }: { deviceId: string | null; level: RealNameLevel; at: Date }): Holder['devices'] {
  if (deviceId === null) return devices
  const known = devices.find(({ id }) => id === deviceId)
  const rest = devices.filter(({ id }) => id !== deviceId)
  return [...rest, { id: deviceId, provenLevel: known ? higher(known.provenLevel, level) : level, since: known?.since ?? at }].slice(-50)
}

/** The document loses its holder, the account falls back to none: it had only ever known the number. */
export function displacedChange(other: Holder, index: string, at: Date): VersionedChange {
  return {
    id: other._id,
    version: other.version,
    change: {
      documents: other.documents.map((document) => (document.index === index ? { ...document, until: at } : document)),
      documentIndexes: other.documentIndexes.filter((known) => known !== index),
      level: 'none',
      levelBy: 'none',
      levelSince: at,
      nameSealed: null,
      bornOnSealed: null,
      devices: other.devices.map((device) => ({ ...device, provenLevel: 'none' as const })),
    },
  }
}
