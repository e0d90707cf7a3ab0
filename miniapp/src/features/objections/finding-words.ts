import type { ObjectionFinding } from '@zsb/shared/objection'

/** What came of an objection, read by whoever answers it and by whom he answers. */
export const zhFindings: Record<ObjectionFinding, string> = { upheld: '维持原决定', corrected: '予以纠正' }
export const enFindings: Record<ObjectionFinding, string> = { upheld: 'It stays', corrected: 'It is put right' }
