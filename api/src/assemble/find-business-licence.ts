import type { LicencesFeature } from '../features/licences'
import type { Principal } from '../platform/http/principal'

interface Parts {
  wallet: Pick<LicencesFeature['wallet'], 'list'>
}

/** 营业执照 of a firm, in force and in the wallet of whoever acts: as its legal representative 法定代表人, or for the firm itself. */
export const createFindBusinessLicence =
  ({ wallet }: Parts) =>
  async ({ creditCode, principal }: { creditCode: string; principal: Principal }) => {
    const { items } = await wallet.list(principal)
    // A firm's code is masked nowhere: it is public.
    return items.find(({ type, meaning, numberMasked }) => type === 'businessLicence' && meaning === 'valid' && numberMasked === creditCode) ?? null
  }
