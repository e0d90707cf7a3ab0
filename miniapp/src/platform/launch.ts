/** What the address may ask for at the start (H5 only, for the atlas): language or pseudo-locale, elder mode. */
export interface LaunchWishes {
  language?: 'zh' | 'en' | 'pseudo'
  elder?: boolean
}

export const launchWishes = (): LaunchWishes => ({})
