import { BundleList, ConsentRequestList } from '@zsb/shared/joint-application'
import { parserOf } from '@/platform/parser'

// What pages outside this feature ask for: nothing of a form, which would come into the main package with it (P12).
export const bundlesPath = '/api/v1/bundles'
export const bundlesSchema = parserOf(BundleList)
/** What one is asked oneself 请我授权的, also while one acts for a child. */
export const consentsPath = '/api/v1/joint-consents'
export const consentsSchema = parserOf(ConsentRequestList)
