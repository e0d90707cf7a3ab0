import { ENTRANCES } from '@/entrances'
import { startAt } from '@/platform/navigate'
import { useSession } from '@/platform/session'
import { endStaffSession } from './api'

/** Ends the shift on this device: tells the server first; without network the device forgets all the same. */
export async function leaveCounter(): Promise<void> {
  await endStaffSession().catch(() => undefined)
  useSession.getState().signOut()
  startAt(ENTRANCES.staffSignIn)
}
