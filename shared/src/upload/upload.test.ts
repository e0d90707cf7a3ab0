import { BeginUpload, countParts, crc32, isAllowed, kindOfHead, partSize, refuseBeforeSending, UPLOAD_LIMITS, UploadPart, type UploadKind } from '.'

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const HEADS: Record<string, Uint8Array> = {
  jpeg: bytesOf('\xff\xd8\xff\xe0\0\x10JFIF'),
  png: bytesOf('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'),
  webp: bytesOf('RIFF\x24\0\0\0WEBPVP8 '),
  pdf: bytesOf('%PDF-1.7\n'),
  heic: bytesOf('\0\0\0\x18ftypheic'),
}

describe('the kind of a file 文件种类', () => {
  it.each(Object.keys(HEADS))('%s is told by its first bytes', (kind) => {
    expect(kindOfHead(HEADS[kind]!)).toBe(kind)
  })
  it.each(['', 'GIF89a', '<svg', 'PK\x03\x04', 'MZ', ' %PDF-1.7', 'RIFF\x24\0\0\0WAVEfmt ', '\xff\xd8', '\0\0\0\x18ftypisom'])('%j is none', (head) => {
    expect(kindOfHead(bytesOf(head))).toBeNull()
  })
  it.each<[UploadKind, string, boolean]>([
    ['jpeg', 'jpg', true],
    ['webp', 'png', true],
    ['png', 'jpg', true],
    ['png', 'pdf', false],
    ['pdf', 'pdf', true],
    ['pdf', 'jpg', false],
  ])('%s where %s is asked for: %s', (kind, format, allowed) => {
    expect(isAllowed(kind, [format as 'jpg'])).toBe(allowed)
  })
})

describe('a file that is chosen on the phone', () => {
  const allowed = { formats: ['jpg' as const], maxMegabytes: 5 }
  it.each<[string, Uint8Array, number, string]>([
    ['is empty', HEADS.jpeg!, 0, '空的'],
    ['is of no kind we take', bytesOf('GIF89a'), 100, '只收照片和 PDF'],
    ['is a HEIC', HEADS.heic!, 100, '兼容性最佳'],
    ['is a PDF where none is taken', HEADS.pdf!, 100, '不收 PDF'],
    ['is too large', HEADS.jpeg!, 5 * 1024 * 1024 + 1, '最大 5 MB'],
  ])('that %s is refused in plain words', (_, head, sizeBytes, words) => {
    expect(refuseBeforeSending({ head, sizeBytes, allowed })?.zh).toContain(words)
  })
  it('of the largest size is taken, and a picture where only PDF is asked for is not', () => {
    expect(refuseBeforeSending({ head: HEADS.jpeg!, sizeBytes: 5 * 1024 * 1024, allowed })).toBeNull()
    expect(refuseBeforeSending({ head: HEADS.jpeg!, sizeBytes: 9, allowed: { ...allowed, formats: ['pdf'] } })?.zh).toContain('只收 PDF')
  })
})

describe('the parts of a file 分片', () => {
  it.each([1, UPLOAD_LIMITS.partBytes - 1, UPLOAD_LIMITS.partBytes, UPLOAD_LIMITS.partBytes + 1, 20 * 1024 * 1024])(
    'of %d bytes are its bytes, all of them',
    (sizeBytes) => {
      const sizes = Array.from({ length: countParts(sizeBytes) }, (_, no) => partSize({ sizeBytes, no }))
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(sizeBytes)
      expect(Math.min(...sizes)).toBeGreaterThan(0)
      expect(Math.max(...sizes)).toBeLessThanOrEqual(UPLOAD_LIMITS.partBytes)
    },
  )
  it('fit into a request, with their checksum', () => {
    const base64 = 'A'.repeat(Math.ceil(UPLOAD_LIMITS.partBytes / 3) * 4)
    const part = { base64, crc32: crc32(new Uint8Array(9)) }
    expect(JSON.stringify(UploadPart.parse(part)).length).toBeLessThan(256 * 1024)
    expect(UploadPart.safeParse({ ...part, base64: `${base64}AAAA` }).success).toBe(false)
  })
  it('have the checksum of ISO/IEC 3309', () => {
    expect(crc32(bytesOf('123456789'))).toBe('cbf43926')
    expect(crc32(new Uint8Array(0))).toBe('00000000')
  })
})

describe('what a phone says of its files', () => {
  it.each(['../../etc/passwd', 'photo.jpg.exe', 'a\0b.png', '<img src=x>.jpg'])('R24: a name such as %j is not taken at all', (fileName) => {
    expect(BeginUpload.safeParse({ material: 'residence', sizeBytes: 10 }).success).toBe(true)
    expect(BeginUpload.safeParse({ material: 'residence', sizeBytes: 10, fileName }).success).toBe(false)
  })
})
