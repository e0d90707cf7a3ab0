import { AppError } from '../../platform/http/app-error'

/** Does pieces of work one after another in the order they came. @throws AppError OVERLOADED where too many wait, or one has waited too long */
export type OneAtATime = <T>(work: () => Promise<T>) => Promise<T>

export function createOneAtATime({ mostWaiting, mostWaitMs }: { mostWaiting: number; mostWaitMs: number }): OneAtATime {
  const waiting: (() => void)[] = []
  let busy = false
  const overloaded = () => new AppError('OVERLOADED', { retryAfterSeconds: 5 })

  function turn(): Promise<void> {
    if (!busy) {
      busy = true
      return Promise.resolve()
    }
    if (waiting.length >= mostWaiting) return Promise.reject(overloaded())
    return new Promise((resolve, reject) => {
      const begin = () => {
        clearTimeout(tired)
        resolve()
      }
      waiting.push(begin)
      const tired = setTimeout(() => {
        waiting.splice(waiting.indexOf(begin), 1)
        reject(overloaded())
      }, mostWaitMs)
    })
  }
  function passOn(): void {
    const begin = waiting.shift()
    if (begin) begin()
    else busy = false
  }

  return async (work) => {
    await turn()
    try {
      return await work()
    } finally {
      passOn()
    }
  }
}
