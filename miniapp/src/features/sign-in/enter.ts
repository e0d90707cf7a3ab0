import type { Me } from '@zsb/shared/holder'
import type { SignedIn, SignInRequest } from '@zsb/shared/session'
import { useSession, type Who } from '@/platform/session'
import { fetchMe, signIn } from './api'
import { sendKeptAnswer } from './privacy-answer'

/** What the screens need to know of a person; the name is empty until it is confirmed. */
export const toWho = (me: Me): Who => ({ personId: me.personId, name: me.name ?? '', capacity: 'self', level: me.level })

/** Signs in, sends the kept answer to the privacy guide, and says what is known of the person. */
export async function enter(ask: SignInRequest): Promise<Me> {
  const answer: SignedIn = await signIn(ask)
  const { accessToken, refreshToken } = answer
  const known = answer.me
  // A sign-in always answers with `me`; without it the session is kept nameless just long enough to ask.
  useSession
    .getState()
    .signIn({ who: known ? toWho(known) : { personId: '', name: '', capacity: 'self', level: 'none' }, tokens: { accessToken, refreshToken } })
  const me = known ?? (await fetchMe())
  if (!known) useSession.getState().learn(toWho(me))
  await sendKeptAnswer(me.privacyGuideVersion)
  return me
}
