import type { LicenceCardView, WalletView } from '@zsb/shared/licence'

const words = (zh: string) => ({ zh, en: zh })

/** One card of 王小梅's wallet: her driving licence unless told otherwise. */
export const buildCard = (over: Partial<LicenceCardView> = {}): LicenceCardView => ({
  id: '01JD0000000000000000000002',
  type: 'drivingLicence',
  family: 'drive',
  name: words('机动车驾驶证'),
  numberMasked: '990102********0023',
  holderName: '王小梅',
  issuer: '临江市公安局',
  meaning: 'valid',
  legalWord: words('有效'),
  daysLeft: null,
  expiresSoon: false,
  validToDay: null,
  statusAsOf: '2026-11-24T04:00:00Z',
  library: 'police',
  sensitive: false,
  ...over,
})

/** What `GET /api/v1/licences` answers: that card alone, every library asked and well. */
export const buildWallet = (over: Partial<WalletView> = {}): WalletView => ({ items: [buildCard()], libraries: [], asOf: '2026-11-24T04:00:00Z', ...over })
