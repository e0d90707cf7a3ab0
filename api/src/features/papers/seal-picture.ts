/** Points; a seal of an organ below the State Council is 42 mm wide at most (国务院关于国家行政机关和企业事业单位社会团体印章管理的规定). */
const RADIUS = 58
const RED = '#d7282f'
/** The name runs over the upper part of the ring. */
const ARC = { from: -210, to: 30 }

/**
 * The picture of an office's seal 印模: a ring, a five-pointed star, the name along the ring.
 * @param x and y centre, in points
 */
export function drawSeal(doc: PDFKit.PDFDocument, { name, x, y }: { name: string; x: number; y: number }): void {
  doc.save().opacity(0.82)
  doc.circle(x, y, RADIUS).lineWidth(2.6).stroke(RED)
  doc.polygon(...star(x, y, RADIUS * 0.3)).fill(RED)
  const letters = [...name]
  const size = Math.min(14, (RADIUS * 3.1) / letters.length)
  doc.font('bold').fontSize(size).fillColor(RED)
  letters.forEach((letter, i) => {
    const angle = letters.length === 1 ? -90 : ARC.from + ((ARC.to - ARC.from) * i) / (letters.length - 1)
    const radians = (angle * Math.PI) / 180
    const distance = RADIUS - 7 - size / 2
    const [left, top] = [x + distance * Math.cos(radians), y + distance * Math.sin(radians)]
    doc.save().rotate(angle + 90, { origin: [left, top] })
    doc.text(letter, left - size / 2, top - size * 0.72, { lineBreak: false })
    doc.restore()
  })
  doc.restore()
}

function star(x: number, y: number, radius: number): [number, number][] {
  return Array.from({ length: 10 }, (_, i) => {
    const far = i % 2 === 0 ? radius : radius * 0.382
    const angle = (Math.PI / 5) * i - Math.PI / 2
    return [x + far * Math.cos(angle), y + far * Math.sin(angle)]
  })
}
