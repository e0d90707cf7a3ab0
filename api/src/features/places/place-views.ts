import type { PlaceForReview } from '@zsb/shared/place'
import { regionName } from '@zsb/shared/region'
import type { PlaceRecord } from './places.store'

/** What everybody who may see a place sees of it. */
export function toPlaceView({ _id: id, name, kind, region: code, address, state, appliedAt, refusal }: PlaceRecord): Omit<PlaceForReview, 'applicantName'> {
  const region = { code, ...(regionName(code) ?? { zh: code, en: code }) }
  return { id, name, kind, region, address, state, appliedAt: appliedAt.toISOString(), refusal }
}
