import { DRAWN, FIELDS, ULID } from '../../test/every-field'
import { isDrawn, parseSignature, signaturePath, signaturePicture, withPoint, writeSignature, type Stroke } from '.'

const strokes: readonly Stroke[] = [
  [
    { x: 10.4, y: -3 },
    { x: 605, y: 150.5 },
  ],
  [{ x: 300, y: 299 }],
]

describe('a signature 手写签名', () => {
  it('is kept as whole numbers within the box, and read as they are', () => {
    const text = writeSignature(strokes)
    expect(text).toBe('10,0 600,151;300,299')
    expect(parseSignature(text)).toEqual({
      ok: true,
      value: [
        [
          { x: 10, y: 0 },
          { x: 600, y: 151 },
        ],
        [{ x: 300, y: 299 }],
      ],
    })
  })
  it('is drawn as lines; a dot is a line to itself', () => {
    expect(signaturePath(strokes.slice(1))).toBe('M300 299L300 299')
    expect(decodeURIComponent(signaturePicture(DRAWN) ?? '')).toContain('<path d="M40 40L200 42M50 100')
  })
  it('R24: whatever is no signature is no picture either', () => {
    for (const text of ['', ULID, '"/><script>alert(1)</script>', '0,0 9,9"']) expect(signaturePicture(text)).toBeNull()
  })
  it('grows only by points that lie apart', () => {
    const begun = withPoint([], { x: 10, y: 10 })
    expect(withPoint(begun, { x: 11, y: 11 })).toBe(begun)
    expect(withPoint(begun, { x: 14, y: 10 })).toHaveLength(2)
  })
  it('is told from one on paper, which is a file', () => {
    expect(isDrawn(FIELDS.signature!, DRAWN)).toBe(true)
    expect(isDrawn(FIELDS.signature!, ULID)).toBe(false)
    expect(isDrawn(FIELDS.text!, DRAWN)).toBe(false)
  })
})
