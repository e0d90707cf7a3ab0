/** @jest-environment node */
import { inflateSync } from 'node:zlib'
import decodeQR from 'qr/decode.js'
import QRCode from 'qrcode'
import { LONGEST_CODE } from '@zsb/shared/presentation'
import { encodeQr, hasBit, QUIET_MODULES, toPng, toPngDataUri, type Ecc, type QrMatrix } from './index'
import { capacityOf } from './tables'

const LEVELS: readonly Ecc[] = ['L', 'M', 'Q', 'H']

/** Repeatable numbers, so that a failure can be looked at again. */
function createDice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}
function randomText(dice: (sides: number) => number, alphabet: string, length: number): string {
  let text = ''
  for (let i = 0; i < length; i++) text += alphabet[dice(alphabet.length)]!
  return text
}
const TOKEN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'
const CAPITALS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

function oracle(text: string, ecc: Ecc, mode: 'byte' | 'alphanumeric') {
  const data = mode === 'byte' ? (Buffer.from(text, 'utf8') as never) : text
  return QRCode.create([{ data, mode } as never], { errorCorrectionLevel: ecc })
}
/** Rows of 0 and 1; a difference shows as a line. */
const drawn = (matrix: QrMatrix) =>
  Array.from({ length: matrix.size }, (_, y) => Array.from({ length: matrix.size }, (__, x) => (hasBit(matrix, x, y) ? '1' : '0')).join(''))
const drawnByOracle = ({ modules }: ReturnType<typeof oracle>) =>
  Array.from({ length: modules.size }, (_, y) => Array.from({ length: modules.size }, (__, x) => (modules.get(y, x) ? '1' : '0')).join(''))

function readBack(matrix: QrMatrix): string {
  const scale = 4
  const edge = (matrix.size + 2 * QUIET_MODULES) * scale
  const data = new Uint8ClampedArray(edge * edge * 4).fill(255)
  for (let y = 0; y < edge; y++) {
    for (let x = 0; x < edge; x++) {
      const [mx, my] = [Math.floor(x / scale) - QUIET_MODULES, Math.floor(y / scale) - QUIET_MODULES]
      if (mx >= 0 && my >= 0 && mx < matrix.size && my < matrix.size && hasBit(matrix, mx, my)) data.fill(0, (y * edge + x) * 4, (y * edge + x) * 4 + 3)
    }
  }
  return decodeQR({ width: edge, height: edge, data }, { timeLimit: 5000 })
}

describe('the QR encoder', () => {
  it.each(LEVELS)('draws every version 1–40 of level %s as qrcode does, module for module, with the same mask', (ecc) => {
    const dice = createDice(ecc.charCodeAt(0))
    for (let version = 1; version <= 40; version++) {
      const text = randomText(dice, TOKEN, capacityOf(version, ecc).dataWords - 3)
      const ours = encodeQr(text, { ecc })
      const theirs = oracle(text, ecc, 'byte')
      expect([ours.version, ours.mask]).toEqual([version, theirs.maskPattern])
      expect(drawn(ours)).toEqual(drawnByOracle(theirs))
    }
  })
  it('draws 300 random texts of either mode as qrcode does', () => {
    const dice = createDice(7)
    for (let i = 0; i < 300; i++) {
      const mode = i % 2 ? 'alphanumeric' : 'byte'
      const ecc = LEVELS[dice(4)]!
      const text = mode === 'byte' ? `https://zsb.example/v#${randomText(dice, TOKEN, dice(260))}` : randomText(dice, CAPITALS, 1 + dice(300))
      const ours = encodeQr(text, { ecc })
      const theirs = oracle(text, ecc, mode)
      expect([ours.version, ours.mask]).toEqual([theirs.version, theirs.maskPattern])
      expect(drawn(ours)).toEqual(drawnByOracle(theirs))
    }
  })
  it('draws each of the eight masks as qrcode does', () => {
    for (let mask = 0; mask < 8; mask++) {
      const theirs = QRCode.create([{ data: Buffer.from('mask') as never, mode: 'byte' }], {
        errorCorrectionLevel: 'M',
        maskPattern: mask as never,
        version: 7,
      })
      expect(drawn(encodeQr('mask', { ecc: 'M', mask, minVersion: 7 }))).toEqual(drawnByOracle(theirs))
    }
  })
  it('is read by the decoder of the scanner: addresses, Chinese, rare characters, capitals', () => {
    for (const text of ['https://zsb.example/v#eyJhbGciOiJFUzI1NiJ9.abc-DEF_123', '临江市 亮证', '𠮷野家 · 㐂', 'ZSB:990102-0023', 'x']) {
      for (const ecc of LEVELS) expect(readBack(encodeQr(text, { ecc }))).toBe(text)
    }
  })
  it('keeps the longest presentation code within version 10 at level L, and only just', () => {
    expect(encodeQr('a'.repeat(LONGEST_CODE), { ecc: 'L' }).version).toBe(10)
    expect(encodeQr('a'.repeat(LONGEST_CODE + 1), { ecc: 'L' }).version).toBe(11)
  })
  it('refuses what no version holds', () => {
    expect(() => encodeQr('a'.repeat(2954), { ecc: 'L' })).toThrow(RangeError)
    expect(encodeQr('a'.repeat(2953), { ecc: 'L' }).version).toBe(40)
  })
})

describe('the PNG of a code', () => {
  it.each([1, 2, 5, 8])('holds every module %i pixels wide with four light modules around', (scale) => {
    const matrix = encodeQr('https://zsb.example/v#abc', { ecc: 'L' })
    const png = Buffer.from(toPng(matrix, { scale }))
    const edge = png.readUInt32BE(16)
    expect(edge).toBe((matrix.size + 8) * scale)
    const start = png.indexOf('IDAT')
    const rows = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)))
    const stride = 1 + Math.ceil(edge / 8)
    expect(rows).toHaveLength(stride * edge)
    for (let y = 0; y < edge; y++) {
      for (let x = 0; x < edge; x++) {
        const white = (rows[y * stride + 1 + (x >> 3)]! >> (7 - (x & 7))) & 1
        const [mx, my] = [Math.floor(x / scale) - 4, Math.floor(y / scale) - 4]
        const dark = mx >= 0 && my >= 0 && mx < matrix.size && my < matrix.size && hasBit(matrix, mx, my)
        if (white !== (dark ? 0 : 1)) throw new Error(`pixel ${x},${y}`)
      }
    }
  })
  it('is a data address that starts like a PNG', () => {
    expect(toPngDataUri(encodeQr('x'))).toMatch(/^data:image\/png;base64,iVBORw0KGgo[A-Za-z0-9+/]+={0,2}$/)
  })
})
