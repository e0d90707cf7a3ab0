/** Checks of one turn; at 0.1 ms each the event loop is held up for a few milliseconds at most. */
const AT_ONCE = 32

interface Waiting<A> {
  text: string
  resolve: (answer: A) => void
  reject: (cause: unknown) => void
}

/**
 * Checks the codes that came in one turn of the event loop in a row, at its end. Between other work each signature finds the tables of
 * the curve gone from the processor's cache, which costs a third of it once more (docs/performance.md, P2).
 */
export function checkTogether<A>(check: (text: string) => A): (text: string) => Promise<A> {
  let queue: Waiting<A>[] = []

  function run(): void {
    const now = queue.slice(0, AT_ONCE)
    queue = queue.slice(now.length)
    if (queue.length > 0) setImmediate(run)
    for (const { text, resolve, reject } of now) {
      try {
        resolve(check(text))
      } catch (cause) {
        reject(cause)
      }
    }
  }

  return (text) =>
    new Promise((resolve, reject) => {
      if (queue.push({ text, resolve, reject }) === 1) setImmediate(run)
    })
}
