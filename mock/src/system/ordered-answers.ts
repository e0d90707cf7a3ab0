/** Answers ordered for the next calls through `/_control`, e.g. "busy, twice". */
export function createOrderedAnswers<Answer>() {
  let queue: Answer[] = []
  return {
    order: (answer: Answer, count: number) => {
      queue.push(...Array.from({ length: Math.min(count, 1000) }, () => answer))
    },
    next: (): Answer | undefined => queue.shift(),
    clear: () => {
      queue = []
    },
  }
}
