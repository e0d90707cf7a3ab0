import { account } from './features/account/package.config'
import { applications } from './features/applications/package.config'
import { caseDesk } from './features/case-desk/package.config'
import { healthCode } from './features/health-code/package.config'
import { healthDesk } from './features/health-desk/package.config'
import { inbox } from './features/inbox/package.config'
import { jointApplications } from './features/joint-applications/package.config'
import { ledger } from './features/ledger/package.config'
import { licenceChanges } from './features/licence-changes/package.config'
import { licences } from './features/licences/package.config'
import { objections } from './features/objections/package.config'
import { places } from './features/places/package.config'
import { presentations } from './features/presentations/package.config'
import { publishing } from './features/publishing/package.config'
import { ratings } from './features/ratings/package.config'
import { scan } from './features/scan/package.config'
import { serviceItems } from './features/service-items/package.config'
import { signIn } from './features/sign-in/package.config'
import { staff } from './features/staff/package.config'
import { verification } from './features/verification/package.config'
import { window } from './features/window/package.config'
import { windowApplications } from './features/window-applications/package.config'

/** Sub-packages 分包: one per feature. A feature adds its line here, nothing else in the shell. */
export interface Package {
  /** 'features/<name>' */
  root: string
  /** Addresses inside the root: 'pages/<page>/index' */
  pages: readonly string[]
}

export const PACKAGES: readonly Package[] = [
  account,
  signIn,
  licences,
  presentations,
  scan,
  ledger,
  inbox,
  staff,
  verification,
  window,
  licenceChanges,
  serviceItems,
  applications,
  jointApplications,
  caseDesk,
  windowApplications,
  ratings,
  objections,
  publishing,
  healthCode,
  healthDesk,
  places,
]

/** Whether a page is part of this build: entrances of what is not yet built are not drawn. */
export const hasPage = (page: string): boolean => PACKAGES.some(({ root, pages }) => pages.some((each) => page === `/${root}/${each}`))
