import { photo } from '../../../test-support/uploading'
import { printCode, type CodeSheet } from './print-code'

const sheet: CodeSheet = {
  kind: 'card',
  title: '临江市 健康码 离线码',
  subtitle: '纸面不显示颜色',
  text: `https://zsb.example/p#${'eyJhbGciOiJFUzI1NiIs.'.repeat(9)}`,
  number: '离线码 7Q4M 20KD 93XA',
  name: '陈𬭎艾力阿卜杜热合曼·吐尔逊',
  facts: '男，72 岁',
  photo: null,
  noPhoto: '没有照片，请在这里贴一张近照',
  lines: ['由场所值守人员扫码'],
  foot: ['打印于 2026年11月27日'],
}
const print = async (over: Partial<CodeSheet> = {}) => Buffer.from(await printCode({ ...sheet, ...over })).toString('latin1')

describe('the sheet', () => {
  it('is one page of PDF for a card and for a poster, with rare characters and the longest name', async () => {
    for (const kind of ['card', 'poster'] as const) {
      const pdf = await print({ kind })
      expect(pdf.startsWith('%PDF-')).toBe(true)
      expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1)
    }
  })
  it('carries the photo of whoever the register knows', async () => {
    const picture = `data:image/jpeg;base64,${(await photo()).toString('base64')}`
    expect(await print({ photo: picture })).toMatch(/\/Subtype \/Image\b/)
    expect(await print()).not.toMatch(/\/Subtype \/Image\b/)
  })
})
