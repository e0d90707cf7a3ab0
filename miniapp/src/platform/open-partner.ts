import { create } from 'zustand'
import { goTo } from './navigate'

/** The page of a partner that is open inside the mini-program; its address is kept here, not in ours (R19). */
export const usePartnerPage = create<{ url: string }>(() => ({ url: '' }))

/** Opens a page of a partner (face check) whose address came from our own API. `page` holds the web view. */
export function openPartner(url: string, page: string): void {
  usePartnerPage.setState({ url })
  goTo(page)
}
