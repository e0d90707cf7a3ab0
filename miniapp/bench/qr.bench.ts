/**
 * P8: time to encode a version 11 code on an engine without a JIT, beside the `qrcode` package on the same engine.
 * Run: node --jitless --import tsx miniapp/bench/qr.bench.ts (tsx itself needs WebAssembly on some Nodes: then bundle first, see run below)
 */
import QRCode from 'qrcode'
import { encodeQr, toPngDataUri } from '../src/ui/qr'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const texts = Array.from({ length: 60 }, (_, n) => Array.from({ length: 300 }, (__, i) => LETTERS[(i * 31 + n * 17 + ((i * i) % 13)) % 64]).join(''))

function median(run: (text: string) => unknown): number {
  const times = texts.map((text) => {
    const start = performance.now()
    run(text)
    return performance.now() - start
  })
  return times.sort((a, b) => a - b)[times.length >> 1]!
}
const first = performance.now()
encodeQr(texts[0]!)
const cold = performance.now() - first
const ours = median((text) => encodeQr(text))
const picture = median((text) => toPngDataUri(encodeQr(text)))
const theirs = median((text) => QRCode.create(text, { errorCorrectionLevel: 'L' }))
console.log(
  JSON.stringify({
    version: encodeQr(texts[0]!).version,
    oursMs: +ours.toFixed(3),
    withPngMs: +picture.toFixed(3),
    firstMs: +cold.toFixed(2),
    qrcodeMs: +theirs.toFixed(2),
    ratio: +(theirs / ours).toFixed(1),
  }),
)
