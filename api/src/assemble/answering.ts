import type Router from '@koa/router'
import type { RatedCases, ReopenCase } from '../features/applications'
import type { ContentService } from '../features/content'
import type { LedgerWords } from '../features/ledger'
import type { Notify } from '../features/notices'
import { createObjections } from '../features/objections'
import { createRatings } from '../features/ratings'
import { textCipher } from '../platform/crypto'
import { AppError } from '../platform/http/app-error'
import type { People } from './people'
import type { PlatformParts } from './platform-parts'

interface Parts {
  platform: Pick<PlatformParts, 'trail' | 'outbox' | 'cipher' | 'newId' | 'now'>
  content: ContentService
  people: Pick<People, 'factsOf' | 'holders' | 'staff'>
  cases: RatedCases
  /** Joint applications 联办, each as a whole. */
  joint: RatedCases
  reopen: ReopenCase
  words: Pick<LedgerWords, 'relyingParty'>
  notify: Notify
}

/** Ratings 好差评 and objections 异议, which are answered, with what they stand on: cases, people, the office's supervisors, the inbox. */
export function assembleAnswering({ platform, content, people, cases, joint, reopen, words, notify }: Parts) {
  const { cipher } = platform
  const { staff } = people.staff
  const parts = {
    ...platform,
    content,
    cases,
    officeName: words.relyingParty,
    personOf: people.factsOf,
    // Whoever was two accounts is one person, by whichever id he is met.
    idsOf: async (id: string) => people.holders.idsOf((await people.holders.find(id))?._id ?? id),
    personOfStaff: staff.personOf,
    supervisorsOf: staff.supervisorsOf,
    notify,
  }
  /** 一次评价: a part is not rated by itself, the whole is. */
  const rated: RatedCases = {
    findOwn: async (query) => {
      const found = await cases.findOwn(query).catch((cause: unknown) => {
        if (cause instanceof AppError && cause.code === 'NOT_FOUND') return joint.findOwn(query)
        throw cause
      })
      return found.isPart ? { ...found, history: [] } : found
    },
  }
  const ratings = createRatings({
    ...parts,
    cases: rated,
    textSeal: textCipher(cipher, 'ratings', 'text'),
    answerSeal: textCipher(cipher, 'rating_call_backs', 'answer'),
  })
  const objections = createObjections({
    ...parts,
    reopen,
    textSeal: textCipher(cipher, 'objections', 'text'),
    answerSeal: textCipher(cipher, 'objections', 'answer'),
  })
  const routers: Router[] = [...ratings.routers, ...objections.routers]
  return { ratings, objections, routers }
}
