import type { PrivacyDecision } from '@zsb/shared/privacy'
import { readStored, removeStored, writeStored } from '@/platform/storage'
import { decideGuide } from './api'

const KEY = 'privacy-answer'

/** The answer to the privacy guide given before there was an account; kept on the phone until it can be sent. */
export const readAnswer = (): PrivacyDecision | null => readStored<PrivacyDecision>(KEY)
export const keepAnswer = (answer: PrivacyDecision | null): void => (answer ? writeStored(KEY, answer) : removeStored(KEY))

/** Sends the kept answer for the account just signed in to. A failure never undoes the sign-in: the next one sends it again. */
export async function sendKeptAnswer(known: number | null): Promise<void> {
  const answer = readAnswer()
  if (!answer || (answer.decision === 'agree' && answer.version === known)) return
  try {
    await decideGuide(answer)
  } catch {
    // kept; asked for or sent again with the next sign-in
  }
}
