import type { GuideMaterial, GuideSource } from '@zsb/shared/service-item'
import type { IconName, Tone } from '@/ui'

/** How a source looks: 免交 and 核验 ask nothing of the person, 承诺 a signature, 上传 a file. */
export const SOURCE_LOOK: Record<GuideSource['kind'], { tone: Tone; icon: IconName; word: 'notNeeded' | 'checked' | 'committed' | 'uploaded' }> = {
  licence: { tone: 'good', icon: 'circle-check', word: 'notNeeded' },
  dataCheck: { tone: 'good', icon: 'shield-check', word: 'checked' },
  commitment: { tone: 'info', icon: 'file-text', word: 'committed' },
  upload: { tone: 'info', icon: 'camera', word: 'uploaded' },
}

/** Whether more may be asked for: what is needed only in some cases, and may have to be uploaded then. */
export const mayBeMore = (materials: readonly GuideMaterial[]): boolean =>
  materials.some(({ need, sources }) => need === 'whenAsked' && sources.some(({ kind }) => kind === 'upload'))

/** How many a person has to upload for certain 要传几样: those that are always needed and have no other source. */
export const countUploads = (materials: readonly GuideMaterial[]): number =>
  materials.filter(({ need, sources }) => need === 'always' && sources[0]?.kind === 'upload').length
