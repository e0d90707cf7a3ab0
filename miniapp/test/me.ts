import type { Me } from '@zsb/shared/holder'
import type { PrivacyGuideView } from '@zsb/shared/privacy'

/** The person as the API knows her, real-named and agreed to the present guide unless told otherwise. */
export const buildMe = (over: Partial<Me> = {}): Me => ({
  personId: '01MEI',
  name: '王小梅',
  nameMasked: '王**',
  level: 'confirmed',
  accountLevel: 'confirmed',
  stepUpRequired: false,
  documents: [],
  phoneMasked: '199****0001',
  signInMethods: ['phone'],
  children: [],
  capacities: ['self'],
  privacyGuideVersion: 1,
  ...over,
})

const words = (zh: string) => ({ zh, en: zh })
export const buildGuide = (over: Partial<PrivacyGuideView> = {}): PrivacyGuideView => ({
  code: 'privacy-guide',
  version: 1,
  effectiveFrom: '2026-01-01',
  title: words('隐私保护指引'),
  summary: words('只收集办事需要的'),
  sections: [],
  sha256: 'x',
  ...over,
})
