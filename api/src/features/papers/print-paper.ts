import { parseSignature, PEN_WIDTH, SIGNATURE_BOX, signaturePath } from '@zsb/shared/form'
import type { PaperDocument } from '@zsb/shared/paper'
import { formatDay } from '@zsb/shared/time'
import { printA4 } from './a4'
import { INK } from './fonts'
import { drawSeal } from './seal-picture'

/** Points. A4, the margins and the third size of official papers (GB/T 9704: 版心, 三号字). */
const MARGIN = { top: 96, bottom: 84, left: 78, right: 74 }
const SIZE = { title: 22, text: 15, note: 10.5 }
const LINE_GAP = 9
const INDENT = SIZE.text * 2

/** Whatever has the form of a paper. */
type Printed = Omit<PaperDocument, 'code'>

/** A paper 文书 as PDF, with its number, and the office's seal over its name. Chinese alone: that is the text which holds. */
export const printPaper = (paper: Printed): Promise<Uint8Array> =>
  printA4(
    {
      margins: MARGIN,
      bufferPages: true,
      info: { Title: paper.title.zh, Subject: paper.number, Author: paper.office.zh, CreationDate: new Date(`${paper.madeOn}T00:00:00.000+08:00`) },
    },
    (doc) => {
      doc.font('bold').fontSize(SIZE.title).text(paper.title.zh, { align: 'center' })
      doc.moveDown(0.5)
      doc.font('regular').fontSize(SIZE.note).text(paper.number, { align: 'center' })
      doc.moveDown(2)
      doc.fontSize(SIZE.text).text(`${paper.addressee}：`, { lineGap: LINE_GAP })
      for (const { text, list, drawn } of paper.pieces) {
        if (text) doc.text(text.zh, { indent: INDENT, lineGap: LINE_GAP })
        list?.forEach(({ zh }, i) => doc.text(`${i + 1}. ${zh}${i + 1 === list.length ? '。' : '；'}`, { indent: INDENT, lineGap: LINE_GAP }))
        if (drawn !== undefined) drawSignature(doc, drawn)
      }
      if (paper.remedies) doc.text(paper.remedies.zh, { indent: INDENT, lineGap: LINE_GAP })
      drawOffice(doc, paper)
      numberPages(doc, paper)
    },
  )

/** Points. */
const SIGNATURE_WIDTH = 170

/** A signature as it was drawn, on one page. */
function drawSignature(doc: PDFKit.PDFDocument, drawn: string): void {
  const strokes = parseSignature(drawn)
  if (!strokes.ok) return
  const scale = SIGNATURE_WIDTH / SIGNATURE_BOX.width
  const height = SIGNATURE_BOX.height * scale
  if (doc.y + height > doc.page.height - MARGIN.bottom) doc.addPage()
  const top = doc.y
  doc
    .save()
    .translate(MARGIN.left + INDENT, top)
    .scale(scale)
  doc.lineWidth(PEN_WIDTH).lineCap('round').lineJoin('round').path(signaturePath(strokes.value)).stroke(INK)
  doc.restore()
  doc.x = MARGIN.left
  doc.y = top + height + LINE_GAP
}

/** Name and day at the right foot, the seal over both: they stay together on one page. */
function drawOffice(doc: PDFKit.PDFDocument, { office, madeOn, sealed }: Printed): void {
  const height = 150
  if (doc.y + height > doc.page.height - MARGIN.bottom) doc.addPage()
  const top = doc.y + 46
  const width = 230
  const left = doc.page.width - MARGIN.right - width
  doc.font('regular').fontSize(SIZE.text)
  doc.text(office.zh, left, top, { width, align: 'center' })
  doc.text(formatDay(madeOn, 'zh'), left, top + SIZE.text + LINE_GAP + 4, { width, align: 'center' })
  if (sealed) drawSeal(doc, { name: office.zh, x: left + width / 2, y: top + SIZE.text + 6 })
}

function numberPages(doc: PDFKit.PDFDocument, { number }: Printed): void {
  const { count } = doc.bufferedPageRange()
  for (let i = 0; i < count; i += 1) {
    doc.switchToPage(i)
    // Below the margin text would begin another page.
    doc.page.margins.bottom = 0
    doc.font('regular').fontSize(SIZE.note).fillColor(INK)
    doc.text(`${number}    第 ${i + 1} 页，共 ${count} 页`, MARGIN.left, doc.page.height - 48, {
      width: doc.page.width - MARGIN.left - MARGIN.right,
      align: 'center',
      lineBreak: false,
    })
  }
}
