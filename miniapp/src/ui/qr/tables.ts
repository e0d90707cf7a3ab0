/** Error correction level 纠错等级: about 7, 15, 25 and 30 % of the codewords may be wrong. Source: ISO/IEC 18004 clause 7.5. */
export type Ecc = 'L' | 'M' | 'Q' | 'H'

const LEVELS: readonly Ecc[] = ['L', 'M', 'Q', 'H']
export const LARGEST_VERSION = 40

/** Error correction codewords in each block, by level and version 1–40. Source: ISO/IEC 18004 table 9. */
const CHECK_WORDS: Record<Ecc, string> = {
  L: '7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
  M: '10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 26 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28',
  Q: '13 22 18 26 18 24 18 22 20 24 28 26 24 20 30 24 28 28 26 30 28 30 30 30 30 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
  H: '17 28 22 16 22 28 26 26 24 28 24 28 22 24 24 30 28 28 26 28 30 24 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
}
/** Number of blocks. Same source. */
const BLOCKS: Record<Ecc, string> = {
  L: '1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25',
  M: '1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49',
  Q: '1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20 23 23 25 27 29 34 34 35 38 40 43 45 48 51 53 56 59 62 65 68',
  H: '1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25 25 34 30 32 35 37 40 42 45 48 51 54 57 60 63 66 70 74 77 81',
}

const numberAt = (list: string, version: number): number => Number(list.split(' ')[version - 1])

export interface Capacity {
  checkWords: number
  blocks: number
  totalWords: number
  dataWords: number
}

const capacities = new Map<string, Capacity>()

/** How the codewords of a version and level are divided. */
export function capacityOf(version: number, ecc: Ecc): Capacity {
  const id = ecc + version
  let capacity = capacities.get(id)
  if (!capacity) {
    const checkWords = numberAt(CHECK_WORDS[ecc], version)
    const blocks = numberAt(BLOCKS[ecc], version)
    const totalWords = dataModules(version) >> 3
    capacity = { checkWords, blocks, totalWords, dataWords: totalWords - checkWords * blocks }
    capacities.set(id, capacity)
  }
  return capacity
}

/** Modules left for codewords and remainder bits. Source: ISO/IEC 18004 clause 7.1, computed instead of tabled. */
function dataModules(version: number): number {
  const align = version === 1 ? 0 : Math.floor(version / 7) + 2
  let modules = (16 * version + 128) * version + 64
  if (align) modules -= (25 * align - 10) * align - 55
  if (version >= 7) modules -= 36
  return modules
}

export const sizeOf = (version: number): number => 17 + 4 * version

/** Centres of the alignment patterns along one edge. Source: ISO/IEC 18004 annex E. */
export function alignmentCentres(version: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = version === 32 ? 26 : Math.ceil((version * 4 + 4) / (count * 2 - 2)) * 2
  const centres = [6]
  for (let i = count - 1, at = sizeOf(version) - 7; i > 0; i--, at -= step) centres.splice(1, 0, at)
  return centres
}

/** The 15 format bits: level and mask with their BCH check, XOR 101010000010010. Source: ISO/IEC 18004 clause 7.9. */
export function formatBits(ecc: Ecc, mask: number): number {
  const data = ([1, 0, 3, 2][LEVELS.indexOf(ecc)]! << 3) | mask
  let rest = data
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >> 9) * 0x537)
  return ((data << 10) | rest) ^ 0x5412
}

/** The 18 version bits of versions 7 and up. Source: ISO/IEC 18004 clause 7.10. */
export function versionBits(version: number): number {
  let rest = version
  for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25)
  return (version << 12) | rest
}
