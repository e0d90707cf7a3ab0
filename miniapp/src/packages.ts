import { account } from './features/account/package.config'

/** Sub-packages 分包: one per feature. A feature adds its line here, nothing else in the shell. */
export interface Package {
  /** 'features/<name>' */
  root: string
  /** Addresses inside the root: 'pages/<page>/index' */
  pages: readonly string[]
}
export const PACKAGES: readonly Package[] = [account]

/** Whether a page is part of this build: entrances of what is not yet built are not drawn. */
export const hasPage = (page: string): boolean => PACKAGES.some(({ root, pages }) => pages.some((each) => page === `/${root}/${each}`))
