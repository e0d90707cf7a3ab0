import { createContext, useContext } from 'react'

/** Where a signature 手写签名 is given: drawn on the applicant's phone, for this case of his, or on paper at the window, and scanned. */
export type Signing = { on: 'phone'; caseId: string } | { on: 'paper' }

const SigningContext = createContext<Signing | null>(null)
export const SigningProvider = SigningContext.Provider
/** Null for a form that takes none. */
export const useSigning = (): Signing | null => useContext(SigningContext)
