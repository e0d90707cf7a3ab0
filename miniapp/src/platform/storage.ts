import Taro from '@tarojs/taro'

const PREFIX = 'zsb.'

/** What was kept under `key`, or null – also when the device refuses storage (private windows, full disk). */
export function readStored<T>(key: string): T | null {
  try {
    const text: unknown = Taro.getStorageSync(PREFIX + key)
    return typeof text === 'string' && text !== '' ? (JSON.parse(text) as T) : null
  } catch {
    return null
  }
}

/** Keeps a value on the device. Never for identity numbers in clear or for tokens on H5. @returns false where the device refuses: the app works on, and forgets */
export function writeStored(key: string, value: unknown): boolean {
  try {
    Taro.setStorageSync(PREFIX + key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

export function removeStored(key: string): void {
  try {
    Taro.removeStorageSync(PREFIX + key)
  } catch {
    // It is gone, or nothing can be kept here at all.
  }
}

/** Keys of what is kept under keys that begin with `start`. */
export function listStored(start: string): string[] {
  try {
    return Taro.getStorageInfoSync().keys.flatMap((key) => (key.startsWith(PREFIX + start) ? [key.slice(PREFIX.length)] : []))
  } catch {
    return []
  }
}

/** Removes everything whose key has one of these words in it. */
export function removeStoredWith(words: readonly string[]): void {
  try {
    const { keys } = Taro.getStorageInfoSync()
    for (const key of keys) if (key.startsWith(PREFIX) && words.some((word) => key.includes(word))) Taro.removeStorageSync(key)
  } catch {
    // see writeStored
  }
}

/** Removes everything kept under keys that begin with `start`, e.g. the offline copies of the wallet on sign-out (R30). */
export function removeStoredUnder(start: string): void {
  for (const key of listStored(start)) removeStored(key)
}
