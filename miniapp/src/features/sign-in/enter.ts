import type { Me } from '@zsb/shared/holder'
import type { PrivacyDecision } from '@zsb/shared/privacy'
import type { SignedIn, SignInRequest } from '@zsb/shared/session'
import { useSession, type Who } from '@/platform/session'
import { decideGuide, fetchMe, signIn } from './api'
import { useGuideAnswer } from './guide-answer'

/** What the screens need to know of a person; the name is empty until it is confirmed. */
export const toWho = (me: Me): Who => ({ personId: me.personId, name: me.name ?? '', capacity: 'self', level: me.level })

/**
 * Signs in, records the answer to the privacy guide given on this screen or at first launch, and says what is known of the person. An
 * answer that could not be recorded never undoes the sign-in: the guide is shown again on the next screen.
 */
export async function enter(ask: SignInRequest, answer: PrivacyDecision): Promise<Me> {
  const { accessToken, refreshToken, me: known }: SignedIn = await signIn(ask)
  // A sign-in always answers with `me`; without it the session is kept nameless just long enough to ask.
  useSession
    .getState()
    .signIn({ who: known ? toWho(known) : { personId: '', name: '', capacity: 'self', level: 'none' }, tokens: { accessToken, refreshToken } })
  const me = known ?? (await fetchMe())
  if (!known) useSession.getState().learn(toWho(me))
  if (me.privacyGuideVersion !== answer.version) await decideGuide({ version: answer.version, decision: answer.decision }).catch(() => undefined)
  useGuideAnswer.getState().forget()
  return me
}
