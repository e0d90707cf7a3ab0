interface Waiting<Q, A> {
  question: Q
  resolve: (answer: A) => void
  reject: (cause: unknown) => void
}

interface Parts<Q, A> {
  /** Answers all of them, in their order; whoever asks for the same gets the same. */
  work: (questions: readonly Q[]) => Promise<readonly A[]>
  maxBatch: number
}

/**
 * Many small questions to the database go as one: whatever is asked while one is on its way is the next. A question costs the driver ten times what a
 * document costs (docs/performance.md, P3). Each answer was worked out after it was asked for; those of one batch fail together.
 */
export function createTogether<Q, A>({ work, maxBatch }: Parts<Q, A>): (question: Q) => Promise<A> {
  let queue: Waiting<Q, A>[] = []
  let running = false

  async function run(): Promise<void> {
    running = true
    while (queue.length > 0) {
      const batch = queue.slice(0, maxBatch)
      queue = queue.slice(batch.length)
      try {
        const answers = await work(batch.map(({ question }) => question))
        batch.forEach(({ resolve }, i) => resolve(answers[i]!))
      } catch (cause) {
        for (const { reject } of batch) reject(cause)
      }
    }
    running = false
  }

  return (question) =>
    new Promise((resolve, reject) => {
      queue.push({ question, resolve, reject })
      // One turn of the event loop lets the requests of this moment join the same question.
      if (!running) setImmediate(() => !running && void run())
    })
}
