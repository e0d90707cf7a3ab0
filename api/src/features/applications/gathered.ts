import type { HandOver } from '@zsb/shared/application'
import type { ApplicationRecord } from './applications.store'

/** Results of one joint application 联办 that are handed over together 统一出件, as they lie in its cases. */
export interface Gathered {
  /** Concluded with something on paper, which nobody has yet and no letter holds. */
  waiting: Record<HandOver, ApplicationRecord[]>
  /** The case that carries the code 取件码 for all that wait to be fetched; null while none does. */
  withCode: ApplicationRecord | null
  /** Letters: the case that carries what the post says, and all whose result lies in it. */
  letters: { carrier: ApplicationRecord; cases: ApplicationRecord[] }[]
  /** Handed over at the window. */
  fetched: ApplicationRecord[]
}

/** One case carries for all of them what is one: the code, the letter. */
export function gather(all: readonly ApplicationRecord[]): Gathered {
  const onPaper = all.filter(({ joint, progress: { handOver, status } }) => joint?.collectedAt && handOver && ['concluded', 'delivered'].includes(status))
  const going = (way: HandOver) => onPaper.filter(({ progress }) => progress.handOver === way)
  const isConcluded = ({ progress }: ApplicationRecord) => progress.status === 'concluded'
  const letters = going('post').flatMap((carrier) =>
    carrier.post ? [{ carrier, cases: going('post').filter(({ _id }) => _id === carrier._id || carrier.post?.with?.includes(_id)) }] : [],
  )
  const posted = letters.flatMap(({ cases }) => cases)
  const toFetch = going('pickUp').filter(isConcluded)
  return {
    waiting: { pickUp: toFetch, post: going('post').filter((each) => isConcluded(each) && !posted.includes(each)) },
    withCode: toFetch.find(({ pickUpIndex }) => typeof pickUpIndex === 'string') ?? null,
    letters,
    fetched: going('pickUp').filter((each) => !isConcluded(each)),
  }
}
