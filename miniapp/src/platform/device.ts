import { createUniqueName } from './random'
import { readStored, writeStored } from './storage'

let name: string | null = null

/** The name of this installation; a session is bound to it (R29). */
export function deviceId(): string {
  name ??= readStored<string>('device')
  if (!name) {
    name = createUniqueName()
    writeStored('device', name)
  }
  return name
}
