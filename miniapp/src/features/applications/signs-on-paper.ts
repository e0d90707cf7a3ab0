import { createContext, useContext } from 'react'

/** A signature by hand is given on paper and scanned: at the window, not on a phone. */
const SignsOnPaper = createContext(false)
export const SignsOnPaperProvider = SignsOnPaper.Provider
export const useSignsOnPaper = (): boolean => useContext(SignsOnPaper)
