import type { FormField } from '@zsb/shared/form'
import { DRAWN_NAME } from '../../../test-support/drawn-name'
import { createPrinter } from '../papers'
import { toConfirmationSheet, type FilledIn } from './confirmation-sheet'

const named = (zh: string) => ({ zh, en: zh })
const sign: FormField = { code: 'sign', ...named('申请人签名'), required: true, kind: 'signature' }
const filled: FilledIn = {
  number: '',
  what: '公共场所卫生许可',
  office: '临江市政务服务大厅',
  situation: [],
  roles: [],
  form: { code: 'one', version: 1, sections: [{ code: 'all', ...named('全部'), fields: [sign] }] },
  sourced: [],
  materials: [],
}
const sheetWith = (answer: string) =>
  toConfirmationSheet({
    filled,
    asked: { answers: { sign: answer }, materials: [] },
    applicantName: '李建国',
    childName: null,
    officer: '林浩',
    today: '2026-11-27',
  })

const printer = createPrinter()
afterAll(() => printer.stop())

it('窗口代录确认单 says beside a value from a register what the applicant says it should be 信息有误', () => {
  const home: FormField = { code: 'home', ...named('户籍地址'), required: true, kind: 'text', least: 1, most: 60 }
  const sourced = [{ field: 'home', display: '柳林路 7 号', value: null, source: named('人口库'), asOf: null }]
  const form = { ...filled.form, sections: [{ code: 'all', ...named('全部'), fields: [home] }] }
  const asked = { answers: {}, materials: [], contested: [{ field: 'home', says: '望江街 6 号' }] }
  const { pieces } = toConfirmationSheet({
    filled: { ...filled, form, sourced },
    asked,
    applicantName: '李建国',
    childName: null,
    officer: '林浩',
    today: '2026-11-27',
  })
  expect(pieces).toContainEqual({ text: null, list: [named('户籍地址：柳林路 7 号（本人说应该是：望江街 6 号，请窗口核实）')] })
})

describe('窗口代录确认单 with a signature from the phone', () => {
  it('shows it as it was drawn, by its lines on the printed one', async () => {
    const drawn = sheetWith(DRAWN_NAME)
    expect(drawn.pieces).toContainEqual({ text: named('申请人签名：'), list: null, drawn: DRAWN_NAME })
    const scanned = sheetWith('01JD0000000000000000000001')
    expect(scanned.pieces.some((piece) => 'drawn' in piece)).toBe(false)
    const [signed, unsigned] = await Promise.all([printer.print(drawn), printer.print(scanned)])
    expect(signed.length).toBeGreaterThan(unsigned.length)
  })
})
