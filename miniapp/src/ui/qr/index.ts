export { encodeQr, type QrMatrix, type QrOptions } from './encode'
export { hasBit } from './layout'
export { QUIET_MODULES, toPng, toPngDataUri } from './png'
export type { Ecc } from './tables'
