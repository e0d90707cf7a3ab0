/** Has what a door needs without network at hand: a mini-program has the whole sub-package already. */
export const loadAhead = (): void => undefined
