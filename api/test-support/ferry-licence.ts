import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LicenceType } from '@zsb/shared/licence'

const driving = JSON.parse(readFileSync(join(__dirname, '../content/licence-types/drivingLicence.json'), 'utf8')) as LicenceType

/** A type the code has never seen, as an operator publishes it: 临江市轮渡驾驶证. */
export const buildFerryLicence = (over: Partial<LicenceType> = {}): LicenceType => ({
  ...driving,
  code: 'ferryLicence',
  zh: '轮渡驾驶证',
  en: 'Ferry licence',
  typeCode: '11990100MB0A10013K009',
  library: 'own',
  fields: [
    { code: 'name', zh: '姓名', en: 'Name', kind: 'text', sensitive: false, mask: 'none' },
    { code: 'number', zh: '证号', en: 'Number', kind: 'text', sensitive: true, mask: 'number' },
    { code: 'bornOn', zh: '出生日期', en: 'Born', kind: 'date', sensitive: true, mask: 'all' },
    { code: 'over18', zh: '已满 18 岁', en: 'Over 18', kind: 'derived', sensitive: false, mask: 'none', from: 'bornOn', rule: 'over18' },
    { code: 'pier', zh: '适任码头', en: 'Pier', kind: 'text', sensitive: false, mask: 'none' },
  ],
  display: { numberField: 'number', holderField: 'name', lines: ['number', 'pier'] },
  states: [
    { code: 'valid', zh: '适航', en: 'Fit', meaning: 'valid', exchangeCode: '01' },
    { code: 'ashore', zh: '停航', en: 'Ashore', meaning: 'suspended', exchangeCode: '99' },
  ],
  moves: [
    { action: 'callAshore', zh: '停航', en: 'Call ashore', from: ['valid'], to: 'ashore', basis: '临江市轮渡管理办法', persons: 1 },
    { action: 'cast', zh: '复航', en: 'Cast off', from: ['ashore'], to: 'valid', basis: '临江市轮渡管理办法', persons: 1 },
  ],
  presets: [{ scene: 'vehicleOffice', required: ['name', 'over18'], optional: ['pier'] }],
  ...over,
})
