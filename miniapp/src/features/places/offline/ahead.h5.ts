/** Has what a door needs without network at hand: in the browser each page is fetched when it is opened. Where that fails, it is fetched as ever. */
export const loadAhead = (): void => void import('../pages/manual').catch(() => undefined)
