import { defineCopy } from './index'

/** Kinds of identity documents 身份证件类型, as every counter calls them. */
export const documentCopy = defineCopy({
  zh: {
    residentId: '居民身份证',
    foreignPermanentResidentId: '外国人永久居留身份证',
    hongKongMacauResidencePermit: '港澳居民居住证',
    taiwanResidencePermit: '台湾居民居住证',
    mainlandTravelPermit: '港澳居民来往内地通行证',
    taiwanCompatriotPermit: '台湾居民来往大陆通行证',
    passport: '护照',
    birthCertificate: '出生医学证明',
  },
  en: {
    residentId: 'Resident ID card',
    foreignPermanentResidentId: 'Foreign permanent resident card',
    hongKongMacauResidencePermit: 'Residence permit, Hong Kong and Macau',
    taiwanResidencePermit: 'Residence permit, Taiwan',
    mainlandTravelPermit: 'Mainland travel permit, Hong Kong and Macau',
    taiwanCompatriotPermit: 'Mainland travel permit, Taiwan',
    passport: 'Passport',
    birthCertificate: 'Birth certificate',
  },
})
