/** A mini-program has one window. */
export const followSettings = (): void => undefined
