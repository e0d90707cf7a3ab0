import QRCode from 'qrcode'
import { printA4 } from './a4'
import { INK } from './fonts'

/** A code on a sheet to print: a card with name and photo, or a poster for a wall. */
export interface CodeSheet {
  kind: 'card' | 'poster'
  title: string
  subtitle: string
  /** What the code says. */
  text: string
  /** Below the code, for the eye. */
  number: string
  name: string
  facts: string
  /** `data:` address of a PNG or JPEG, where there is one. */
  photo: string | null
  /** Stands in its place where there is none; a poster has neither. */
  noPhoto: string | null
  lines: readonly string[]
  foot: readonly string[]
}

/** Points. */
const MARGIN = 48
const CARD = { height: 300, code: 220, photo: { width: 78, height: 98 } }
const POSTER_CODE = 330
/** Paper is folded and gets dirty. */
const CORRECTION = 'M'

/** One sheet of A4. Chinese alone, like every paper. */
export const printCode = (sheet: CodeSheet): Promise<Uint8Array> =>
  printA4({ margin: MARGIN, info: { Title: sheet.title } }, (doc) => {
    if (sheet.kind === 'card') drawCard(doc, sheet)
    else drawPoster(doc, sheet)
  })

/** Modules as squares: sharp on every printer. @param x and y of the quiet zone's corner */
function drawCode(doc: PDFKit.PDFDocument, { text, x, y, size }: { text: string; x: number; y: number; size: number }): void {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: CORRECTION })
  const quiet = 4
  const step = size / (modules.size + 2 * quiet)
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) doc.rect(x + (column + quiet) * step, y + (row + quiet) * step, step, step)
  doc.fill('#000000').fillColor(INK)
}

/** The code at the left, whose it is at the right, in a frame to cut along. */
function drawCard(doc: PDFKit.PDFDocument, { title, subtitle, text, number, name, facts, photo, noPhoto, lines, foot }: CodeSheet): void {
  const width = doc.page.width - 2 * MARGIN
  const right = MARGIN + CARD.code + 24
  const textWidth = width - CARD.code - 40
  doc.roundedRect(MARGIN, MARGIN, width, CARD.height, 12).lineWidth(1).dash(4, { space: 3 }).stroke('#7a8794').undash()
  drawCode(doc, { text, x: MARGIN + 10, y: MARGIN + 16, size: CARD.code })
  doc
    .font('regular')
    .fontSize(11)
    .text(number, MARGIN + 10, MARGIN + 16 + CARD.code + 6, { width: CARD.code, align: 'center' })
  doc.fontSize(11).text(`${title}（${subtitle}）`, right, MARGIN + 18, { width: textWidth })
  const top = doc.y + 8
  drawPhoto(doc, { photo, noPhoto, x: right, y: top })
  doc
    .font('bold')
    .fontSize(name.length > 6 ? 16 : 24)
    .text(name, right + CARD.photo.width + 14, top + 18, { width: textWidth - CARD.photo.width - 14 })
  doc
    .font('regular')
    .fontSize(13)
    .text(facts, { width: textWidth - CARD.photo.width - 14 })
  doc.fontSize(11).text(lines.join('\n'), right, top + CARD.photo.height + 14, { width: textWidth, lineGap: 3 })
  doc.fontSize(9.5).text(foot.join('\n'), right, doc.y + 8, { width: textWidth, lineGap: 2 })
}

function drawPhoto(doc: PDFKit.PDFDocument, { photo, noPhoto, x, y }: { photo: string | null; noPhoto: string | null; x: number; y: number }): void {
  const { width, height } = CARD.photo
  if (photo !== null) {
    doc.image(Buffer.from(photo.slice(photo.indexOf(',') + 1), 'base64'), x, y, { fit: [width, height], align: 'center', valign: 'center' })
    return
  }
  doc.rect(x, y, width, height).lineWidth(0.8).stroke('#7a8794')
  doc
    .font('regular')
    .fontSize(9.5)
    .text(noPhoto ?? '', x + 6, y + 28, { width: width - 12, align: 'center' })
}

/** The place in the largest letters, the code in the middle. */
function drawPoster(doc: PDFKit.PDFDocument, { title, subtitle, text, number, name, facts, lines, foot }: CodeSheet): void {
  const width = doc.page.width - 2 * MARGIN
  doc
    .font('regular')
    .fontSize(18)
    .text(title, MARGIN, MARGIN + 12, { width, align: 'center' })
  doc.moveDown(0.4)
  doc
    .font('bold')
    .fontSize(name.length > 14 ? 26 : 36)
    .text(name, { width, align: 'center' })
  doc.font('regular').fontSize(14).text(facts, { width, align: 'center' })
  doc.moveDown(0.8)
  const top = doc.y
  drawCode(doc, { text, x: (doc.page.width - POSTER_CODE) / 2, y: top, size: POSTER_CODE })
  doc.fontSize(11).text(number, MARGIN, top + POSTER_CODE + 4, { width, align: 'center' })
  doc.moveDown(0.8)
  doc.font('bold').fontSize(20).text(subtitle, { width, align: 'center' })
  doc.moveDown(0.6)
  doc.font('regular').fontSize(14).text(lines.join('\n'), { width, align: 'center', lineGap: 4 })
  doc.fontSize(10.5).text(foot.join('\n'), MARGIN, doc.page.height - MARGIN - 44, { width, align: 'center', lineGap: 2 })
}
