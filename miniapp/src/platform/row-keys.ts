/** Phones have no arrow keys. */
export function useRowKeys(_prefix: string): void {}
