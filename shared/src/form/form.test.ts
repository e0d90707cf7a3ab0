import fc from 'fast-check'
import * as z from 'zod/mini'
import { DRAWN, FIELDS, formOf, GOOD, read, said, TODAY, ULID } from '../../test/every-field'
import { ApplicationView } from '../application'
import { DeclarationForm, WindowDeclarationForm } from '../health-code'
import { JointView } from '../joint-application'
import { askedFields, carryOver, fieldsOf, filesNamed, readForm, readSoFar, toDraft, validateForm, type Form, type FormField } from '.'

/** Code and place of every refusal of one field's answer. */
const refusals = (kind: string, value: unknown): string[] => {
  const result = read(formOf(FIELDS[kind]!), { [kind]: value })
  return result.ok ? [] : result.error.map(({ code, pointer }) => `${code} ${pointer}`)
}
const kept = (kind: string, value: unknown): unknown => {
  const result = read(formOf(FIELDS[kind]!), { [kind]: value })
  return result.ok ? result.value[kind] : result.error
}

describe('every kind of field', () => {
  it.each(Object.keys(FIELDS))('%s: takes what is right', (kind) => {
    expect(validateForm(formOf(FIELDS[kind]!)).ok).toBe(true)
    if (kind === 'creditCode') return
    expect(kept(kind, GOOD[kind])).toEqual(GOOD[kind])
  })
  it.each(Object.keys(FIELDS))('%s: is asked for when it is needed, and left out when it is not', (kind) => {
    const field = FIELDS[kind]!
    for (const empty of [undefined, null, '', ' \u3000\u200b', [], {}]) {
      expect(refusals(kind, empty)).toEqual([`${kind === 'declaration' ? 'notAgreed' : 'required'} /${kind}`])
      expect(read(formOf({ ...field, required: false } as FormField), { [kind]: empty })).toEqual({ ok: true, value: {} })
    }
  })
  it.each(Object.keys(FIELDS))('%s: refuses what is of another kind, at its place and in plain words', (kind) => {
    for (const other of [7, true, { a: { b: 'c' } }, [[1]], [null]]) {
      const result = read(formOf(FIELDS[kind]!), { [kind]: other })
      expect(result.ok).toBe(false)
      if (result.ok) continue
      expect(result.error.every(({ pointer }) => pointer.startsWith(`/${kind}`))).toBe(true)
      expect(result.error.every(({ zh, en }) => /[\u4e00-\u9fff]/.test(zh) && /[a-z]/.test(en))).toBe(true)
    }
  })
  it('property: never throws and keeps nothing it was not asked, whatever is handed in', () => {
    const form = formOf(...Object.values(FIELDS))
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(FIELDS), '__proto__', 'constructor'), fc.string({ maxLength: 8 })), fc.anything({ maxDepth: 3 })),
        (answers) => {
          const result = read(form, answers)
          if (result.ok) expect(Object.keys(result.value).every((code) => code in FIELDS)).toBe(true)
          else expect(result.error.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('what people type', () => {
  it.each<[string, unknown, unknown]>([
    ['number', '３６．５', '36.5'],
    ['number', ' 0 ', '0'],
    ['date', '20261120', '2026-11-20'],
    ['date', '2026年1月2日', '2026-01-02'],
    ['text', '\u200b王\ufeff梅 ', '王梅'],
    ['idNumber', '１１０１０５ 19491231 002x', '11010519491231002X'],
    ['phone', '+86 199-0000-0001', '19900000001'],
    ['personName', '阿依古丽•买买提', '阿依古丽·买买提'],
  ])('%s %j is put right where that is certain', (kind, typed, expected) => {
    expect(kept(kind, typed)).toBe(expected)
  })
  it.each<[string, unknown, string]>([
    ['text', '一', 'tooShort /text'],
    ['text', '𬭎'.repeat(6), 'tooLong /text'],
    ['text', '一\n二', 'characters /text'],
    ['text', '一\u0007二', 'characters /text'],
    ['longText', 'x'.repeat(100_000), 'tooLong /longText'],
    ['number', '1e5', 'notNumber /number'],
    ['number', '0x10', 'notNumber /number'],
    ['number', '1,000', 'notNumber /number'],
    ['number', '٣', 'notNumber /number'],
    ['number', 'NaN', 'notNumber /number'],
    ['number', '36.55', 'decimals /number'],
    ['number', '-1', 'below /number'],
    ['number', '301', 'above /number'],
    ['number', '9'.repeat(400), 'notNumber /number'],
    ['date', '2026-02-30', 'noDay /date'],
    ['date', '1899-12-31', 'tooEarly /date'],
    ['date', '2026-11-27', 'tooLate /date'],
    ['region', '110105', 'unknownRegion /region'],
    ['address', '一号', 'tooShort /address'],
    ['personName', '王<b>', 'characters /personName'],
    ['personName', '王'.repeat(51), 'tooLong /personName'],
    ['idNumber', '110105194912310021', 'checkDigit /idNumber'],
    ['idNumber', '110105491231002', 'legacy15 /idNumber'],
    ['idNumber', '11010520490231002X', 'birthDate /idNumber'],
    ['creditCode', '91350100M000100Y4', 'length /creditCode'],
    ['creditCode', '91350100M000100Y44', 'checkDigit /creditCode'],
    ['phone', '12345678901', 'notMobile /phone'],
    ['choice', 'YES', 'notOffered /choice'],
    ['choice', '__proto__', 'notOffered /choice'],
    ['choices', ['yes', 'yes'], 'twice /choices'],
    ['choices', ['yes', 'perhaps'], 'notOffered /choices'],
    ['file', ['../../etc/passwd'], 'reference /file'],
    ['file', [ULID, '01JD0000000000000000000002', '01JD0000000000000000000003'], 'tooMany /file'],
    ['licence', '{"$ne":null}', 'reference /licence'],
    ['declaration', 'yes', 'notAgreed /declaration'],
    ['person', { name: '王小梅', number: '1' }, 'length /person/number'],
    ['person', { name: '王小梅', number: '11010519491231002X', more: 'x' }, 'unknownField /person'],
    ['rows', [{ who: '王' }], 'tooShort /rows/0/who'],
    ['rows', [{ who: '王小梅' }, { share: '101' }], 'required /rows/1/who'],
    ['rows', [{ who: '王小梅', colour: 'red' }], 'unknownField /rows/0'],
    ['rows', [{ who: '王小梅' }, { who: '王小梅' }, { who: '王小梅' }], 'tooMany /rows'],
  ])('%s %j is refused: %s', (kind, typed, refusal) => {
    expect(refusals(kind, typed)).toContain(refusal)
  })
  it('is refused all at once', () => {
    const result = read(formOf(FIELDS.text!, FIELDS.date!), { text: '一', date: '2026-02-30', 'a/b~': 1 })
    expect(result.ok ? [] : result.error.map(({ pointer }) => pointer)).toEqual(['/a~1b~0', '/text', '/date'])
  })
})

describe('fields that depend on others', () => {
  const form = formOf(
    { ...FIELDS.choice!, code: 'married' } as FormField,
    { ...FIELDS.date!, code: 'marriedOn', when: { field: 'married', is: 'yes' } } as FormField,
    { ...FIELDS.personName!, code: 'spouse', when: { all: [{ field: 'married', is: 'yes' }, { not: { field: 'marriedOn', filled: false } }] } } as FormField,
    { code: 'years', ...said, kind: 'computed', from: { rule: 'ageOn', of: 'marriedOn' } },
    { ...FIELDS.rows!, code: 'children', required: false, least: 0 } as FormField,
    { code: 'shares', ...said, kind: 'computed', from: { rule: 'sumOf', of: 'children', column: 'share' } },
    { code: 'howMany', ...said, kind: 'computed', from: { rule: 'countOf', of: 'children' } },
    {
      ...FIELDS.text!,
      code: 'note',
      when: {
        any: [
          { field: 'howMany', atLeast: 2 },
          { field: 'married', in: ['no'] },
        ],
      },
    } as FormField,
  )

  it('are asked only when their condition holds, and what was typed before is left out', () => {
    expect(askedFields({ form, answers: { married: 'no' } })).toEqual(['married', 'years', 'children', 'shares', 'howMany', 'note'])
    const result = read(form, { married: 'no', marriedOn: '2020-01-01', spouse: '张伟强', note: '没有' })
    expect(result).toEqual({ ok: true, value: { married: 'no', years: '', shares: '', howMany: '', note: '没有' } })
  })
  it('are computed by whoever reads, whatever was sent', () => {
    const answers = {
      married: 'yes',
      marriedOn: '2020-11-27',
      spouse: '张伟强',
      years: '99',
      children: [
        { who: '王安安', share: '0.1' },
        { who: '王小安', share: '0.2' },
      ],
      note: '两个',
    }
    expect(read(form, answers)).toMatchObject({ ok: true, value: { years: '5', shares: '0.3', howMany: '2', note: '两个' } })
  })
  it('name only fields before them: a form with a cycle is refused, and says where', () => {
    const problems = (...fields: FormField[]) => {
      const result = validateForm(formOf(...fields))
      return result.ok ? [] : result.error.map(({ pointer }) => pointer)
    }
    const first = { ...FIELDS.choice!, code: 'first', when: { field: 'second', is: 'yes' } } as FormField
    const second = { ...FIELDS.choice!, code: 'second', when: { field: 'first', is: 'yes' } } as FormField
    expect(problems(first, second)).toEqual(['/sections/0/fields/0/when'])
    expect(problems({ ...FIELDS.text!, when: { field: 'text', filled: true } } as FormField)).toEqual(['/sections/0/fields/0/when'])
    expect(problems(FIELDS.text!, FIELDS.text!)).toEqual(['/sections/0/fields/1/code'])
    expect(problems(FIELDS.text!, { code: 'age', ...said, kind: 'computed', from: { rule: 'ageOn', of: 'text' } })).toEqual(['/sections/0/fields/1/from/of'])
    expect(problems(FIELDS.rows!, { code: 'sum', ...said, kind: 'computed', from: { rule: 'sumOf', of: 'rows', column: 'who' } })).toEqual([
      '/sections/0/fields/1/from/column',
    ])
    expect(problems({ ...FIELDS.text!, code: 'constructor' } as FormField)).toEqual(['/sections/0/fields/0/code'])
    expect(problems({ ...FIELDS.text!, least: 6 } as FormField)).toEqual(['/sections/0/fields/0/least'])
    expect(problems({ ...FIELDS.declaration!, required: false } as FormField)).toEqual(['/sections/0/fields/0/required'])
    const renewed = { ...FIELDS.licence!, renews: true, required: true } as FormField
    expect(problems({ ...renewed, required: false } as FormField)).toEqual(['/sections/0/fields/0/required'])
    expect(problems(renewed, { ...renewed, code: 'other' } as FormField)).toEqual(['/sections/0/fields/1/renews'])
  })
})

describe('a sample 示例样表', () => {
  const form = formOf(
    FIELDS.choice!,
    { ...FIELDS.text!, when: { field: 'choice', is: 'yes' } } as FormField,
    FIELDS.file!,
    FIELDS.signature!,
    FIELDS.declaration!,
  )
  const problems = (answers: NonNullable<Form['sample']>['answers'], filledOn = TODAY) => {
    const result = validateForm({ ...form, sample: { filledOn, signedBy: '王小梅', answers } })
    return result.ok ? [] : result.error.map(({ pointer }) => pointer)
  }

  it('is read as it would be if it were handed in: files, signatures and declarations are taken as given', () => {
    expect(problems({ choice: 'yes', text: '老李' })).toEqual([])
    expect(problems({ choice: 'no' })).toEqual([])
  })
  it('that the form itself would refuse is refused, and says where', () => {
    expect(problems({ choice: 'yes' })).toEqual(['/sample/answers/text'])
    expect(problems({ choice: 'maybe' })).toEqual(['/sample/answers/choice'])
    expect(problems({ choice: 'no', colour: 'red' })).toEqual(['/sample/answers/colour'])
    expect(problems({ choice: 'no' }, '2026-02-30')).toEqual(['/sample/filledOn'])
  })
  it('leaves with none of the forms that somebody fills in', () => {
    const form = { ...formOf(FIELDS.text!), sample: { filledOn: TODAY, signedBy: '林建华', answers: { text: '说明' } } }
    expect(validateForm(form).ok).toBe(true)
    for (const { form: shown } of [ApplicationView.shape, JointView.shape, DeclarationForm.shape, WindowDeclarationForm.shape])
      expect(z.parse(shown, form)).toEqual({ code: form.code, version: form.version, sections: form.sections })
  })
})

describe('what comes from elsewhere', () => {
  const sourced = { ...FIELDS.idNumber!, source: { kind: 'licence', licenceType: 'residentIdCard', field: 'number' } } as FormField
  const form = formOf(sourced, FIELDS.text!)

  it('is taken from its source, never from the phone', () => {
    expect(read(form, { idNumber: '440524188001010014', text: '说明' }, { sourced: { idNumber: '11010519491231002X' } })).toEqual({
      ok: true,
      value: { idNumber: '11010519491231002X', text: '说明' },
    })
  })
  it('is filled in by hand where the source has nothing', () => {
    expect(read(form, { idNumber: '440524188001010014', text: '说明' })).toMatchObject({ ok: true, value: { idNumber: '440524188001010014' } })
  })
  it('is not kept in a draft', () => {
    const answers = { idNumber: '440524188001010014', text: '写', other: 1 }
    expect(toDraft(form, answers, ['idNumber'])).toEqual({ text: '写' })
    // The source had nothing: it was typed, and is kept like anything typed.
    expect(toDraft(form, answers, [])).toEqual({ idNumber: '440524188001010014', text: '写' })
  })
})

describe('a form that is being filled in', () => {
  it('R26: computes and asks from what can be read, and names the rest, as the whole form will be read', () => {
    const form = formOf(
      { code: 'born', ...said, kind: 'date' },
      { code: 'age', ...said, kind: 'computed', from: { rule: 'ageOn', of: 'born' } },
      { ...FIELDS.text!, when: { field: 'age', atLeast: 60 } } as FormField,
      FIELDS.phone!,
    )
    const young = readSoFar({ form, answers: { born: '1994-06-12' }, today: TODAY })
    expect(young.answers).toEqual({ born: '1994-06-12', age: '32' })
    expect(young.asked).toEqual(['born', 'age', 'phone'])
    const old = readSoFar({ form, answers: { born: '1958-03-02', phone: '123' }, today: TODAY })
    expect(old.asked).toEqual(['born', 'age', 'text', 'phone'])
    expect(old.problems.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/text', 'required'],
      ['/phone', 'notMobile'],
    ])
    expect(readForm({ form, answers: { born: '1958-03-02', phone: '123' }, today: TODAY })).toEqual({ ok: false, error: old.problems })
  })
})

describe('a draft under another version of its form', () => {
  const from = formOf(FIELDS.text!, FIELDS.choice!, FIELDS.number!)
  const to: Form = { ...formOf({ ...FIELDS.text!, most: 10 } as FormField, { ...FIELDS.number!, to: 10 } as FormField, FIELDS.phone!), version: 2 }

  it('keeps what still fits, and names what does not and what is new', () => {
    expect(carryOver({ from, to, answers: { text: '说明', choice: 'yes', number: '36' }, today: TODAY })).toEqual({
      answers: { text: '说明' },
      dropped: [
        { code: 'choice', zh: '项', en: 'item' },
        { code: 'number', zh: '项', en: 'item' },
      ],
      added: [{ code: 'phone', zh: '项', en: 'item' }],
    })
    expect(fieldsOf(to).map(({ code }) => code)).toEqual(['text', 'number', 'phone'])
  })
  it('takes a declaration 承诺 along in its own words alone', () => {
    const declared = FIELDS.declaration as Extract<FormField, { kind: 'declaration' }>
    const [same, other] = [formOf(declared), formOf({ ...declared, text: { ...declared.text, zh: '另一份承诺' } })]
    const carried = [same, other].map((form) => carryOver({ from: same, to: form, answers: { declaration: GOOD.declaration }, today: TODAY }))
    expect(carried.map(({ answers, dropped }) => [answers, dropped.map(({ code }) => code)])).toEqual([
      [{ declaration: 'agreed' }, []],
      [{}, ['declaration']],
    ])
  })
})

describe('what is handed over with a form', () => {
  it('names the files of its fields, and nothing of fields that have none', () => {
    const form = formOf(FIELDS.file!, FIELDS.signature!, FIELDS.licence!, FIELDS.text!)
    expect(filesNamed(form, { file: [ULID], signature: ULID, licence: ULID, text: ULID })).toEqual([
      { code: 'file', ids: [ULID] },
      { code: 'signature', ids: [ULID] },
    ])
    expect(filesNamed(form, { file: [], text: ULID })).toEqual([])
  })
  it('names no file for a signature that was drawn', () => {
    expect(filesNamed(formOf(FIELDS.signature!), { signature: DRAWN })).toEqual([])
  })
})
