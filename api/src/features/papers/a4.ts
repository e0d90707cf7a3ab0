import PDFDocument from 'pdfkit'
import { FONTS, INK } from './fonts'

/** Pages of A4 as PDF, in the fonts and the ink of everything that is printed here. `draw` begins on the first page. */
export async function printA4(options: PDFKit.PDFDocumentOptions, draw: (doc: PDFKit.PDFDocument) => void): Promise<Uint8Array> {
  const doc = new PDFDocument({ ...options, size: 'A4', lang: 'zh-CN' })
  const chunks: Buffer[] = []
  const printed = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject))
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  doc.registerFont('regular', FONTS.regular)
  doc.registerFont('bold', FONTS.bold)
  doc.fillColor(INK)
  draw(doc)
  doc.end()
  await printed
  return new Uint8Array(Buffer.concat(chunks))
}
