import { useSession } from '@/platform/session'
import { endThisSession } from './api'

/** Signs out here: tells the server first; without network the phone forgets all the same. */
export async function leave(): Promise<void> {
  await endThisSession().catch(() => undefined)
  useSession.getState().signOut()
}
