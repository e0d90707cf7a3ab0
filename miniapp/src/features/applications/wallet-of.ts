import type { LicenceCardView } from '@zsb/shared/licence'
import { createContext, useContext } from 'react'
import { walletOptions, walletPath } from '@/features/licences'
import type { Parser } from '@/platform/request'

/** A card as far as a form chooses by it. */
export type CardToChoose = Pick<LicenceCardView, 'id' | 'type' | 'name' | 'numberMasked' | 'legalWord' | 'validToDay'>
export interface WalletOf {
  path: string
  options: { schema: Parser<{ items: CardToChoose[] }> }
  /** Of whoever holds this screen. */
  isOwn: boolean
}

const OWN: WalletOf = { path: walletPath, options: walletOptions, isOwn: true }
const Wallet = createContext<WalletOf>(OWN)
/** Around a form that is filled in for somebody else. */
export const WalletProvider = Wallet.Provider
/** Whose licences a form chooses from. */
export const useWalletOf = (): WalletOf => useContext(Wallet)
