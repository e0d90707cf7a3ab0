import { create } from 'zustand'

/** Not used in a browser: the partner's page stands in a window of its own. */
export const usePartnerPage = create<{ url: string }>(() => ({ url: '' }))

/** Opens a page of a partner (face check) whose address came from our own API. It learns nothing of ours: no opener, no referrer. */
export function openPartner(url: string, _page: string): void {
  if (/^https?:\/\//.test(url)) window.open(url, '_blank', 'noopener,noreferrer')
}
