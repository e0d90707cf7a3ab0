import { OFFLINE_DRIFT_SECONDS, type OfflineKit } from '@zsb/shared/place'
import { clockOffsetSeconds, serverNow } from '@/platform/clock'
import { listStored, readStored, writeStored } from '@/platform/storage'

/** The kit as this phone keeps it, with its clock: by how much it was off, and the latest time that was seen. */
export interface KeptKit extends OfflineKit {
  offsetSeconds: number
  latest: string
}

/** Under 'kept.', which is wiped on sign-out (R30). */
const START = 'kept.door-kit.'
const keyOf = (guardId: string) => START + guardId

export const keepKit = (kit: OfflineKit): void =>
  void writeStored(keyOf(kit.guardId), { ...kit, offsetSeconds: clockOffsetSeconds() ?? 0, latest: kit.issuedAt } satisfies KeptKit)
export const updateKit = (kit: KeptKit): boolean => writeStored(keyOf(kit.guardId), kit)
/** The doors this phone can check at without network. */
export const listKits = (): KeptKit[] => listStored(START).flatMap((key) => readStored<KeptKit>(key) ?? [])
export const findKit = (guardId: string): KeptKit | null => readStored<KeptKit>(keyOf(guardId))

/** The time that codes are judged by: the server's as last learned, also after the app was opened without network. */
export const doorNow = ({ offsetSeconds }: Pick<KeptKit, 'offsetSeconds'>): Date =>
  clockOffsetSeconds() === null ? new Date(Date.now() + offsetSeconds * 1000) : serverNow()

/** `over`: too long without having heard from the server · `clock`: this phone's clock was put back, and proves no time (R9). */
export type KitStanding = 'good' | 'over' | 'clock'
export function standingOfKit({ latest, validUntil }: Pick<KeptKit, 'latest' | 'validUntil'>, now: Date): KitStanding {
  if (now.getTime() < Date.parse(latest) - OFFLINE_DRIFT_SECONDS * 1000) return 'clock'
  return now.getTime() >= Date.parse(validUntil) ? 'over' : 'good'
}

/** A new one is asked for long before the old one is over. */
const FRESH_MS = 30 * 60_000
export const isKitFresh = (kit: KeptKit | null, now: Date): boolean => kit !== null && now.getTime() - Date.parse(kit.issuedAt) < FRESH_MS
