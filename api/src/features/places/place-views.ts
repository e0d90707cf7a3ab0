import type { PlaceForReview } from '@zsb/shared/place'
import { regionName } from '@zsb/shared/region'
import type { FirmOfPlace, PlaceRecord } from './places.store'

/** What everybody who may see a place sees of it. */
export function toPlaceView({
  _id: id,
  name,
  kind,
  region: code,
  address,
  firm,
  state,
  appliedAt,
  refusal,
}: PlaceRecord): Omit<PlaceForReview, 'applicantName'> {
  const region = { code, ...(regionName(code) ?? { zh: code, en: code }) }
  return { id, name, kind, region, address, firm: toFirmView(firm ?? null), state, appliedAt: appliedAt.toISOString(), refusal }
}

function toFirmView(firm: FirmOfPlace | null): PlaceForReview['firm'] {
  if (!firm) return null
  const { creditCode, name, licence } = firm
  return { creditCode, name, licence: licence && { issuer: licence.issuer, checkedAt: licence.checkedAt.toISOString() } }
}
