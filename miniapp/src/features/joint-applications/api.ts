import { BundleGuide, BundleList } from '@zsb/shared/joint-application'
import { parserOf } from '@/platform/parser'

export const bundlesPath = '/api/v1/bundles'
export const bundlesSchema = parserOf(BundleList)
export const bundlePath = (code: string): string => `${bundlesPath}/${encodeURIComponent(code)}`
export const bundleSchema = parserOf(BundleGuide)
