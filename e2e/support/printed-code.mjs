// What a code on a printed sheet says: the squares of the PDF are laid out as a picture and read by a decoder that is not ours.
import { inflateSync } from 'node:zlib'
import jsQR from 'jsqr'

const PIXELS = 6

/** @param {string} base64 of a PDF of ours @returns the text of its one code */
export function codeInPdf(base64) {
  const squares = contentsOf(Buffer.from(base64, 'base64')).flatMap((content) =>
    [...content.matchAll(/(-?[\d.]+) (-?[\d.]+) ([\d.]+) ([\d.]+) re\b/g)]
      .map((match) => match.slice(1).map(Number))
      .filter(([, , width, height]) => width === height),
  )
  if (squares.length === 0) throw new Error('no code on this sheet')
  const step = squares[0][2]
  const column = (x) => Math.round((x - left) / step) + 4
  const left = Math.min(...squares.map(([x]) => x))
  const top = Math.min(...squares.map(([, y]) => y))
  const size = Math.max(...squares.map(([x]) => column(x))) + 5
  const picture = new Uint8ClampedArray((size * PIXELS) ** 2 * 4).fill(255)
  for (const [x, y] of squares)
    for (let i = 0; i < PIXELS * PIXELS; i++) {
      const [px, py] = [column(x) * PIXELS + (i % PIXELS), (Math.round((y - top) / step) + 4) * PIXELS + Math.floor(i / PIXELS)]
      picture.fill(0, (py * size * PIXELS + px) * 4, (py * size * PIXELS + px) * 4 + 3)
    }
  const read = jsQR(picture, size * PIXELS, size * PIXELS)
  if (!read) throw new Error('the code on this sheet cannot be read')
  return read.data
}

function contentsOf(pdf) {
  const contents = []
  for (let at = pdf.indexOf('stream\n'); at !== -1; at = pdf.indexOf('stream\n', at + 1)) {
    if (pdf.subarray(at - 3, at).toString('latin1') === 'end') continue
    try {
      contents.push(inflateSync(pdf.subarray(at + 7, pdf.indexOf('endstream', at))).toString('latin1'))
    } catch {
      // A font or a picture that is packed another way.
    }
  }
  return contents
}
