import { longestChain, layOutGraph } from './graph'
import { wayOf } from './way'
import type { BundleGuide } from './views'

const named = (zh: string) => ({ zh, en: zh })
const choice = (value: string) => ({ value, ...named(value) })
const part = (code: string, promiseDays: number, over: Partial<BundleGuide['parts'][number]> = {}): BundleGuide['parts'][number] => ({
  code,
  ...named(code),
  item: code,
  department: named('局'),
  promiseDays,
  result: null,
  for: 'subject',
  ...over,
})
const material = (code: string, goesTo: string[], over: Partial<BundleGuide['materials'][number]> = {}): BundleGuide['materials'][number] => ({
  code,
  ...named(code),
  from: { kind: 'own', who: 'subject' },
  goesTo,
  ways: ['licence'],
  ...over,
})
const guide: BundleGuide = {
  code: 'birth',
  ...named('出生'),
  version: 1,
  summary: named('一次办好'),
  mayAct: ['guardian'],
  questions: [
    { code: 'father', ...named('父亲在吗'), choices: [choice('here'), choice('abroad')] },
    { code: 'insured', ...named('参保了吗'), choices: [choice('yes'), choice('no')] },
  ],
  parts: [part('registration', 3), part('card', 5), part('costs', 20, { when: { field: 'insured', is: 'yes' } }), part('booklet', 1)],
  materials: [
    material('certificate', ['registration', 'booklet', 'costs']),
    material('invoices', ['costs']),
    material('fatherCard', ['registration'], { from: { kind: 'role', who: 'father' }, when: { field: 'father', is: 'here' } }),
    material('page', ['card'], { from: { kind: 'part', who: 'registration' } }),
  ],
  edges: [{ from: 'registration', to: 'card', material: named('户口簿页') }],
  roles: [{ code: 'father', ...named('父亲'), asks: named('同意吗'), answerCalendarDays: 10, when: { field: 'father', is: 'here' } }],
}
const codesOf = (list: readonly { code: string }[]) => list.map(({ code }) => code)

describe('a guide by what was answered 按您的情况', () => {
  it('tells everything that may be needed until all is answered, then what is, and what she is spared', () => {
    const before = wayOf(guide, { father: 'abroad' })
    expect(before.next?.code).toBe('insured')
    expect(codesOf(before.parts)).toEqual(['registration', 'card', 'costs', 'booklet'])
    expect(before.longest).toEqual({ chain: ['costs'], days: 20 })
    const after = wayOf(guide, { father: 'abroad', insured: 'no' })
    expect(after.next).toBeNull()
    expect(codesOf(after.parts)).toEqual(['registration', 'card', 'booklet'])
    expect(codesOf(after.spared)).toEqual(['costs'])
    expect(codesOf(after.materials)).toEqual(['certificate', 'page'])
    expect(after.roles).toEqual([])
    expect(after.longest).toEqual({ chain: ['registration', 'card'], days: 8 })
    expect(codesOf(wayOf(guide, { father: 'here', insured: 'no' }).roles)).toEqual(['father'])
  })
  it('counts no answer that is not offered', () => {
    expect(wayOf(guide, { father: 'gone', insured: 'no' }).next?.code).toBe('father')
  })
})

describe('a graph in layers 依赖图', () => {
  const boxes = (layers: ReturnType<typeof layOutGraph>['layers']) =>
    layers.map(({ slots }) => slots.map((slot) => (slot.kind === 'box' ? slot.code : `${slot.from}>${slot.to}`)))
  it('stands every box below what it waits for, with lines from row to row alone', () => {
    const { layers, alone } = layOutGraph(
      ['a', 'b', 'c', 'd', 'e'],
      [
        { from: 'a', to: 'b' },
        { from: 'b', to: 'd' },
        { from: 'a', to: 'd' },
        { from: 'a', to: 'd' },
        { from: 'x', to: 'd' },
        { from: 'a', to: 'c' },
      ],
    )
    expect(boxes(layers)).toEqual([['a'], ['b', 'c', 'a>d'], ['d']])
    expect(layers.map(({ links }) => links)).toEqual([
      [
        { from: 0, to: 0 },
        { from: 0, to: 2 },
        { from: 0, to: 1 },
      ],
      [
        { from: 0, to: 0 },
        { from: 2, to: 0 },
      ],
      [],
    ])
    expect(alone).toEqual(['e'])
  })
  it('comes to an end on a circle, which no published bundle has', () => {
    const circle = [
      { from: 'a', to: 'b' },
      { from: 'b', to: 'a' },
    ]
    expect(layOutGraph(['a', 'b'], circle).layers.flatMap(({ slots }) => slots)).toHaveLength(2)
    expect(
      longestChain(
        [
          { code: 'a', promiseDays: 1 },
          { code: 'b', promiseDays: 1 },
        ],
        circle,
      ).days,
    ).toBe(2)
  })
})
