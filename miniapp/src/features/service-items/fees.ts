/** 元 of a fee 收费, which is kept in fen. */
export const yuanOf = (fen: number): string => (fen / 100).toFixed(2)
