import Taro from '@tarojs/taro'

/** The tab pages of a citizen. */
export const TAB_PAGES = { home: '/pages/home/index', wallet: '/pages/wallet/index', mine: '/pages/mine/index' } as const
export type TabName = keyof typeof TAB_PAGES

type Query = Record<string, string | number | undefined>

/** '/features/x/pages/y/index' with its query. No personal data in there: addresses are kept in histories and logs (R19). */
export function addressOf(page: string, query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
  return pairs.length ? `${page}?${pairs.join('&')}` : page
}

/** Opens a page on top; back returns here. */
export const goTo = (page: string, query?: Query): void => void Taro.navigateTo({ url: addressOf(page, query) })
/** Opens a page in place of this one; back skips it. */
export const replaceWith = (page: string, query?: Query): void => void Taro.redirectTo({ url: addressOf(page, query) })
/** Leaves everything and opens a page (after sign-in, between tabs and roles). */
export const startAt = (page: string, query?: Query): void => void Taro.reLaunch({ url: addressOf(page, query) })
export const goToTab = (tab: TabName): void => startAt(TAB_PAGES[tab])

/** Whether the page on top is this one. */
export const isOn = (page: string): boolean => {
  const route = Taro.getCurrentPages().at(-1)?.route ?? ''
  return route.replace(/^\//, '') === page.replace(/^\//, '')
}

/** One step back; `otherwise` when there is nothing to go back to, as after opening a link. */
export function goBackOr(otherwise: string): void {
  if (Taro.getCurrentPages().length > 1) void Taro.navigateBack()
  else startAt(otherwise)
}
/** One step back; home when there is nothing to go back to. */
export const goBack = (): void => goBackOr(TAB_PAGES.home)
