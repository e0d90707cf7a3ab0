import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readForm, validateForm, type Form } from '../form'
import { checkDeclaration, HEALTH_FORM } from '.'

const form = JSON.parse(readFileSync(join(__dirname, `../../../api/content/forms/${HEALTH_FORM}.json`), 'utf8')) as Form
const today = '2026-11-27'
const GOOD = { temperature: '36.5', symptoms: ['none'], away: 'no', contact: 'no', truthful: 'agreed' }

/** Pointers of everything that is refused, by the form and beyond it. */
function refused(over: Record<string, unknown>): string[] {
  const read = readForm({ form, answers: { ...GOOD, ...over }, today })
  return (read.ok ? checkDeclaration(read.value, today) : read.error).map(({ pointer }) => pointer)
}
const stay = (from: string, to: string) => ({ away: 'yes', travel: [{ place: 'jiangkou', from, to }] })

describe('a health declaration 个人健康申报', () => {
  it('is a valid form, and what is right is taken', () => {
    expect(validateForm(form).ok).toBe(true)
    expect(refused({})).toEqual([])
    expect(refused({ ...stay('2026-11-22', today), symptoms: ['fever', 'cough'], symptomsSince: '2026-11-25', contact: 'yes', contactOn: today })).toEqual([])
  })
  it.each(['33.9', '43.1', '-5', '36.55', '98.6', '体温正常', ''])('refuses a temperature of %j', (temperature) => {
    expect(refused({ temperature })).toEqual(['/temperature'])
  })
  it.each(['2026-11-31', '2026-11-28', '2027-01-01', '1926-11-22', '2026-13-01', '昨天'])('refuses the day %j where something was to have been', (day) => {
    expect(refused({ contact: 'yes', contactOn: day })).toEqual(['/contactOn'])
    expect(refused({ symptoms: ['fever'], symptomsSince: day })).toEqual(['/symptomsSince'])
    expect(refused(stay(day, today))).toContain('/travel/0/from')
  })
  it('refuses a stay that ends before it begins, and one that is long past', () => {
    expect(refused(stay('2026-11-24', '2026-11-23'))).toEqual(['/travel/0/to'])
    expect(refused(stay('2026-10-20', '2026-11-09'))).toEqual(['/travel/0/to'])
    expect(refused(stay('2026-10-20', '2026-11-10'))).toEqual([])
  })
  it('refuses no symptoms together with some', () => {
    expect(refused({ symptoms: ['none', 'cough'], symptomsSince: today })).toEqual(['/symptoms'])
  })
})
