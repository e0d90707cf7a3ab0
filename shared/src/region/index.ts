/** An administrative division 行政区划 by its six digits (GB/T 2260). */
export interface Region {
  code: string
  zh: string
  en: string
  /** The city a district belongs to; null for the city itself. */
  parent: string | null
}

/** The demo city: 99 is assigned to no province, so that nothing here can be taken for a real place. */
export const REGIONS: readonly Region[] = [
  { code: '990100', zh: '临江市', en: 'Linjiang', parent: null },
  { code: '990102', zh: '江北区', en: 'Jiangbei District', parent: '990100' },
  { code: '990103', zh: '江南区', en: 'Jiangnan District', parent: '990100' },
  { code: '990104', zh: '临港区', en: 'Lingang District', parent: '990100' },
]

/** The city itself 本市. */
export const CITY: Region = REGIONS.find(({ parent }) => parent === null)!

export const findRegion = (code: string): Region | null => REGIONS.find((region) => region.code === code) ?? null

/** 临江市江北区 · Jiangbei District, Linjiang; null for a code of elsewhere. */
export function regionName(code: string): { zh: string; en: string } | null {
  const region = findRegion(code)
  if (!region) return null
  const parent = region.parent ? findRegion(region.parent) : null
  return parent ? { zh: parent.zh + region.zh, en: `${region.en}, ${parent.en}` } : { zh: region.zh, en: region.en }
}

/** The district that an address begins with, the city named before it or not; null where it says none. */
export function regionOfAddress(address: string): Region | null {
  const text = address.replace(/\s/g, '')
  const rest = text.startsWith(CITY.zh) ? text.slice(CITY.zh.length) : text
  return REGIONS.find(({ parent, zh }) => parent !== null && rest.startsWith(zh)) ?? null
}

/** Whether `code` lies in `area`: 990102 in 990100, and every region in itself. Unknown codes lie nowhere. */
export function isWithin(code: string, area: string): boolean {
  const region = findRegion(code)
  return region !== null && (region.code === area || (region.parent !== null && isWithin(region.parent, area)))
}
