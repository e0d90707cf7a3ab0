import { printA4 } from './a4'
import { INK } from './fonts'
import { BLANK_DAY, type FormSheet, type SheetBox } from './form-sheet'

/** Points. */
const MARGIN = { top: 54, bottom: 60, left: 54, right: 54 }
const SIZE = { title: 20, head: 12.5, text: 11, small: 9 }
const LABEL_WIDTH = 132
const PAD = 6
const LINE = 20
const DIGIT = { width: 17, height: 20 }
const COLOUR = { line: '#7a8794', ground: '#eef2f5', help: '#5b6673', hand: '#1f4f8f' }

type Doc = PDFKit.PDFDocument
type Row = FormSheet['sections'][number]['rows'][number]

const widthOf = (doc: Doc) => doc.page.width - MARGIN.left - MARGIN.right
const boxWidth = (doc: Doc) => widthOf(doc) - LABEL_WIDTH - 2 * PAD
const bottomOf = (doc: Doc) => doc.page.height - MARGIN.bottom

/** A form as PDF: names at the left, room to write at the right, what to write below it. */
export const printForm = (sheet: FormSheet): Promise<Uint8Array> =>
  printA4({ margins: MARGIN, bufferPages: true, info: { Title: sheet.title, Subject: sheet.mark } }, (doc) => {
    doc.font('bold').fontSize(SIZE.title).text(sheet.title, { align: 'center' })
    doc.font('regular').fontSize(SIZE.text).text(sheet.mark, { align: 'center' })
    doc.moveDown(0.3)
    doc.fontSize(SIZE.small).fillColor(COLOUR.help).text(sheet.number, { align: 'center' })
    doc.moveDown(0.6)
    doc.text(sheet.note).fillColor(INK)
    for (const { title, rows } of sheet.sections) if (rows.length > 0) drawSection(doc, title, rows)
    if (sheet.materials.length > 0) drawMaterials(doc, sheet.materials)
    drawFoot(doc, sheet)
    numberPages(doc, sheet)
  })

function drawSection(doc: Doc, title: string, rows: readonly Row[]): void {
  // A heading does not stand alone at the foot of a page.
  keep(doc, 40 + heightOf(doc, rows[0]!))
  doc.moveDown(0.7)
  doc.font('bold').fontSize(SIZE.head).text(title, MARGIN.left)
  doc.moveDown(0.25)
  for (const row of rows) drawRow(doc, row)
}

/** Begins a page where what comes does not fit on this one. */
function keep(doc: Doc, height: number): void {
  if (doc.y + height > bottomOf(doc)) doc.addPage()
}

function drawRow(doc: Doc, row: Row): void {
  const height = heightOf(doc, row)
  keep(doc, height)
  const [top, left] = [doc.y, MARGIN.left]
  doc.rect(left, top, LABEL_WIDTH, height).fill(COLOUR.ground)
  doc.rect(left, top, widthOf(doc), height).lineWidth(0.6).stroke(COLOUR.line)
  doc
    .moveTo(left + LABEL_WIDTH, top)
    .lineTo(left + LABEL_WIDTH, top + height)
    .stroke(COLOUR.line)
  doc.font('regular').fontSize(SIZE.text).fillColor(INK)
  doc.text(row.label, left + PAD, top + PAD, { width: LABEL_WIDTH - 2 * PAD })
  const right = left + LABEL_WIDTH + PAD
  const under = drawBox(doc, row.box, { x: right, y: top + PAD })
  if (row.help)
    doc
      .font('regular')
      .fontSize(SIZE.small)
      .fillColor(COLOUR.help)
      .text(row.help, right, under + 2, { width: boxWidth(doc) })
  doc.fillColor(INK)
  doc.x = left
  doc.y = top + height
}

const textHeight = (doc: Doc, text: string, { size, width }: { size: number; width: number }): number =>
  doc
    .font('regular')
    .fontSize(size)
    .heightOfString(text || ' ', { width })

function heightOf(doc: Doc, { label, help, box }: Row): number {
  const width = boxWidth(doc)
  const inside = boxHeight(doc, box, width) + (help ? textHeight(doc, help, { size: SIZE.small, width }) + 2 : 0)
  return Math.max(textHeight(doc, label, { size: SIZE.text, width: LABEL_WIDTH - 2 * PAD }), inside) + 2 * PAD
}

/** A choice on its line. */
interface Tick {
  zh: string
  x: number
  ticked: boolean
}
const linesText = (lines: readonly string[]) => lines.map((line) => line || ' ').join('\n')

function boxHeight(doc: Doc, box: SheetBox, width: number): number {
  switch (box.kind) {
    case 'space':
      return box.lines * LINE
    case 'digits':
      return DIGIT.height
    case 'text':
      return textHeight(doc, linesText(box.lines), { size: SIZE.text, width })
    case 'ticks':
      return ticksOf(doc, box, width).length * LINE
    case 'table':
      return [box.head, ...box.rows].reduce((sum, row) => sum + tableRowHeight(doc, row, width), 0)
  }
}

/** Choices in as many lines as they need: none is broken in the middle. */
function ticksOf(doc: Doc, { choices }: Extract<SheetBox, { kind: 'ticks' }>, width: number): Tick[][] {
  doc.font('regular').fontSize(SIZE.text)
  const lines: Tick[][] = [[]]
  let x = 0
  for (const choice of choices) {
    const needed = TICK + doc.widthOfString(choice.zh) + 16
    if (x > 0 && x + needed > width) {
      lines.push([])
      x = 0
    }
    lines.at(-1)!.push({ zh: choice.zh, x, ticked: choice.ticked })
    x += needed
  }
  return lines
}

/** Width of the box that is ticked, with the space behind it. */
const TICK = 16

/** @returns where it ends */
function drawBox(doc: Doc, box: SheetBox, { x, y }: { x: number; y: number }): number {
  const width = boxWidth(doc)
  const end = y + boxHeight(doc, box, width)
  doc.font('regular').fontSize(SIZE.text).fillColor(INK)
  switch (box.kind) {
    case 'space':
      for (let i = 1; i <= box.lines; i += 1)
        doc
          .moveTo(x, y + i * LINE - 2)
          .lineTo(x + width, y + i * LINE - 2)
          .lineWidth(0.4)
          .dash(1.5, { space: 2 })
          .stroke(COLOUR.line)
          .undash()
      break
    case 'digits':
      drawDigits(doc, box, { x, y })
      break
    case 'text':
      doc.fillColor(box.written ? COLOUR.hand : INK).text(linesText(box.lines), x, y, { width })
      break
    case 'ticks':
      ticksOf(doc, box, width).forEach((line, i) => line.forEach((tick) => drawTick(doc, tick, { x: x + tick.x, y: y + i * LINE })))
      break
    case 'table':
      drawTable(doc, box, { x, y, width })
      break
  }
  doc.fillColor(INK)
  return end
}

/** A square of its own, because not every font has one to tick. */
function drawTick(doc: Doc, { zh, ticked }: Tick, { x, y }: { x: number; y: number }): void {
  doc
    .rect(x, y + 3, 10, 10)
    .lineWidth(0.8)
    .stroke(INK)
  if (ticked)
    doc
      .moveTo(x + 2, y + 8)
      .lineTo(x + 4.5, y + 11)
      .lineTo(x + 9, y + 4.5)
      .lineWidth(1.6)
      .stroke(COLOUR.hand)
  doc.fillColor(ticked ? COLOUR.hand : INK).text(zh, x + TICK, y, { lineBreak: false })
}

function drawDigits(doc: Doc, { count, written = '' }: Extract<SheetBox, { kind: 'digits' }>, { x, y }: { x: number; y: number }): void {
  for (let i = 0; i < count; i += 1) {
    doc
      .rect(x + i * DIGIT.width, y, DIGIT.width, DIGIT.height)
      .lineWidth(0.5)
      .stroke(COLOUR.line)
    if (written[i]) doc.fillColor(COLOUR.hand).text(written[i]!, x + i * DIGIT.width, y + 3, { width: DIGIT.width, align: 'center', lineBreak: false })
  }
}

const columnWidth = (row: readonly string[], width: number) => width / row.length
const tableRowHeight = (doc: Doc, row: readonly string[], width: number): number =>
  Math.max(LINE, ...row.map((cell) => textHeight(doc, cell, { size: SIZE.text, width: columnWidth(row, width) - 8 }) + 6))

function drawTable(doc: Doc, { head, rows }: Extract<SheetBox, { kind: 'table' }>, { x, y, width }: { x: number; y: number; width: number }): void {
  let top = y
  ;[head, ...rows].forEach((row, i) => {
    const height = tableRowHeight(doc, row, width)
    row.forEach((cell, k) => {
      const left = x + k * columnWidth(row, width)
      doc.rect(left, top, columnWidth(row, width), height).lineWidth(0.4).stroke(COLOUR.line)
      doc.fillColor(i === 0 ? INK : COLOUR.hand).text(cell, left + 4, top + 3, { width: columnWidth(row, width) - 8 })
    })
    top += height
  })
}

function drawMaterials(doc: Doc, materials: readonly string[]): void {
  keep(doc, 60)
  doc.moveDown(0.8)
  doc.font('bold').fontSize(SIZE.head).text('一起交的材料', MARGIN.left)
  doc.font('regular').fontSize(SIZE.text).moveDown(0.2)
  materials.forEach((line, i) => doc.text(`${i + 1}. ${line}`, MARGIN.left, doc.y, { width: widthOf(doc), lineGap: 2 }))
}

function drawFoot(doc: Doc, { signature, day }: FormSheet): void {
  keep(doc, 40)
  doc.moveDown(1)
  doc.font('regular').fontSize(SIZE.text)
  const top = doc.y
  const write = (label: string, value: string, x: number) => {
    doc.fillColor(INK).text(label, x, top, { lineBreak: false })
    doc.fillColor(day.text ? COLOUR.hand : INK).text(value, x + doc.widthOfString(label), top, { lineBreak: false })
  }
  if (signature !== null) write(signature.label, signature.name, MARGIN.left)
  const text = day.text ?? BLANK_DAY
  write(day.label, text, doc.page.width - MARGIN.right - doc.widthOfString(`${day.label}${text}`))
  doc.fillColor(INK)
}

function numberPages(doc: Doc, { title, kind, foot }: FormSheet): void {
  const { count } = doc.bufferedPageRange()
  for (let i = 0; i < count; i += 1) {
    doc.switchToPage(i)
    // Below the margin text would begin another page.
    doc.page.margins.bottom = 0
    doc.font('regular').fontSize(SIZE.small).fillColor(COLOUR.help)
    doc.text(`${foot}　　${title}（${kind}）第 ${i + 1} 页，共 ${count} 页`, MARGIN.left, doc.page.height - 40, {
      width: widthOf(doc),
      align: 'center',
      lineBreak: false,
    })
  }
}
