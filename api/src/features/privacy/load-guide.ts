import { PrivacyGuide, type PrivacyGuideView } from '@zsb/shared/privacy'
import * as z from 'zod/mini'
import { canonicalJson, sha256Hex } from '../../platform/crypto'

/** The newest version in force of the guide among the content files. @throws Error when there is none or one is malformed */
export function chooseGuide(files: readonly unknown[], today: string): PrivacyGuideView {
  const guides = files.map((file) => z.parse(PrivacyGuide, file)).filter(({ effectiveFrom }) => effectiveFrom <= today)
  const newest = guides.sort((a, b) => b.version - a.version)[0]
  if (!newest) throw new Error('content/privacy: no privacy guide is in force')
  return { ...newest, sha256: sha256Hex(canonicalJson(newest)) }
}
