import { setTimeout as pause } from 'node:timers/promises'
import { seenOf } from '@zsb/shared/application'
import type { Db } from 'mongodb'
import { ELDER_ANSWERS, ELDER_MATERIALS } from '../elder-card'
import { jsonOf, type Answer, type HttpClient } from './http'
import { forgetLimits } from './load-codes'
import { newKey, RENEW_MS, renewSession, type SignedInPerson } from './people'

/** What an applicant knows at last about a case that he handed in. */
export interface HandedIn {
  id: string
  number: string
  /** Answers that did not come: no connection, or 503. */
  repeats: number
  /** Nobody told him that it was handed in; he saw it when he looked. */
  wasSeen: boolean
}

interface Parts {
  clients: readonly HttpClient[]
  applicants: readonly SignedInPerson[]
  db: Db
}
interface Case {
  id: string
  number: string | null
  version: number
  item: { version: number }
  form: { version: number }
}

const PATH = '/api/v1/applications'
const ITEM = 'elderPreferentialCard'
/** Between two of these no applicant gets to the 60 submissions of his hour. */
const FORGET_EVERY = 20

const refusalOf = (answer: Answer) => `${answer.status} ${jsonOf<{ code?: string }>(answer).code}`
/** Under this key something is being done, maybe by a process that is gone. */
const IN_PROGRESS = '409 IDEMPOTENCY_IN_PROGRESS'
const MOVED = '409 APPLICATION_MOVED'

/**
 * Applicants who hand in one application after the other. Where no answer comes (no connection, 503) the same is asked again under the
 * same key, of whichever process is next. Who then hears that it is being worked on, or that the case has moved, looks at his case, and
 * hands it in anew when it is still a draft: as the app does, and its user. Begins only as many as `more` was asked for, with one for each
 * applicant still at work when they have come: a kill hits somebody, and who starts again has the machine for itself.
 */
export function startSubmissionLoad({ clients, applicants, db }: Parts) {
  const told: HandedIn[] = []
  const unanswered: Answer[] = []
  let running = true
  let allowed = 0
  let begun = 0
  let asked = 0

  async function handIn(by: SignedInPerson): Promise<void> {
    let repeats = 0
    async function ask(path: string, body?: object): Promise<Answer> {
      const headers = { 'idempotency-key': newKey() }
      for (; ; repeats++) {
        const answer = await clients[asked++ % clients.length]!.send(path, { bearer: by.bearer, body, headers })
        if (answer.status !== 0 && answer.status !== 503) return answer
        await pause(30)
      }
    }
    async function draft(): Promise<Case | null> {
      for (;;) {
        const answer = await ask(PATH, { item: ITEM })
        if (answer.status === 201) return jsonOf<Case>(answer)
        if (refusalOf(answer) !== IN_PROGRESS) return refused(answer)
        await pause(30)
      }
    }
    const begun = await draft()
    if (!begun) return
    const submission = { version: begun.version, seen: seenOf(begun), answers: ELDER_ANSWERS, materials: ELDER_MATERIALS }
    for (;;) {
      const answer = await ask(`${PATH}/${begun.id}/submissions`, submission)
      const wasTold = answer.status === 201
      if (!wasTold && ![IN_PROGRESS, MOVED].includes(refusalOf(answer))) return void refused(answer)
      const seen = wasTold ? answer : await ask(`${PATH}/${begun.id}`)
      if (seen.status >= 300) return void refused(seen)
      const { id, number } = jsonOf<Case>(seen)
      if (number !== null) return void told.push({ id, number, repeats, wasSeen: !wasTold })
      await pause(30)
    }
  }

  function refused(answer: Answer): null {
    unanswered.push(answer)
    return null
  }

  /** As long as it takes: of two processes one may be gone. */
  async function renew(by: SignedInPerson): Promise<void> {
    for (;;) {
      const renewed = await renewSession(clients[asked++ % clients.length]!, by).then(
        () => true,
        () => false,
      )
      if (renewed) return
      await pause(30)
    }
  }

  const workers = applicants.map(async (by) => {
    for (let renewedAt = performance.now(); running && unanswered.length === 0;) {
      if (begun >= allowed) {
        await pause(5)
        continue
      }
      begun++
      if (begun % FORGET_EVERY === 1) await forgetLimits(db)
      if (performance.now() - renewedAt > RENEW_MS) {
        await renew(by)
        renewedAt = performance.now()
      }
      await handIn(by)
    }
  })

  return {
    told,
    /** Questions that ended otherwise than a submission can. */
    unanswered,
    /** Resolves when this many more have been handed in; at once where something went wrong. */
    more: async (count: number): Promise<void> => {
      const target = told.length + count
      allowed = Math.max(allowed, target + applicants.length)
      while (told.length < target && unanswered.length === 0) await pause(5)
    },
    stop: async (): Promise<void> => {
      running = false
      await Promise.all(workers)
    },
  }
}
