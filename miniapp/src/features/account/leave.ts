import { STAFF_CAPACITIES } from '@zsb/shared/principal'
import { useSession } from '@/platform/session'
import { endStaffSession, endThisSession } from './start-api'

/** Signs out here: tells the server first; without network the phone forgets all the same. */
export async function leave(): Promise<void> {
  const { who, signOut } = useSession.getState()
  const end = who && STAFF_CAPACITIES.includes(who.capacity) ? endStaffSession : endThisSession
  await end().catch(() => undefined)
  signOut()
}
