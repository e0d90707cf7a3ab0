import { differenceOf } from '.'

const material = (code: string, zh = code) => ({ code, zh })

describe('the difference 差异 of two versions of a content file', () => {
  it('is empty between a file and itself, whatever the order of its names', () => {
    expect(differenceOf({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toEqual([])
  })
  it('tells what was changed, added and removed, each at its place', () => {
    expect(
      differenceOf(
        { version: 1, zh: '旧', gone: true, clocks: { promise: { days: 3 } } },
        { version: 2, zh: '旧', clocks: { promise: { days: 2 } }, fresh: [] },
      ),
    ).toEqual([
      { pointer: '/version', kind: 'changed', before: '1', after: '2' },
      { pointer: '/gone', kind: 'removed', before: 'true', after: null },
      { pointer: '/clocks/promise/days', kind: 'changed', before: '3', after: '2' },
      { pointer: '/fresh', kind: 'added', before: null, after: '[]' },
    ])
  })
  it('tells elements apart by their codes, so that one put in front makes no other one new', () => {
    const before = { materials: [material('photo'), material('form')] }
    expect(differenceOf(before, { materials: [material('copy'), material('photo'), material('form', '表')] })).toEqual([
      { pointer: '/materials/form/zh', kind: 'changed', before: '"form"', after: '"表"' },
      { pointer: '/materials/copy', kind: 'added', before: null, after: '{"code":"copy","zh":"copy"}' },
    ])
  })
  it('tells that the order of such elements was changed', () => {
    const list = [material('photo'), material('form')]
    expect(differenceOf({ materials: list }, { materials: [...list].reverse() })).toEqual([
      { pointer: '/materials', kind: 'changed', before: '["photo","form"]', after: '["form","photo"]' },
    ])
  })
  it('compares other lists place by place, and a value that becomes another kind of value as a whole', () => {
    expect(differenceOf({ codes: ['a', 'b'], of: { kind: 'x' } }, { codes: ['a', 'c', 'd'], of: 'x' })).toEqual([
      { pointer: '/codes/1', kind: 'changed', before: '"b"', after: '"c"' },
      { pointer: '/codes/2', kind: 'added', before: null, after: '"d"' },
      { pointer: '/of', kind: 'changed', before: '{"kind":"x"}', after: '"x"' },
    ])
  })
  it('of a file that is new is all of it', () => {
    expect(differenceOf(null, { code: 'x', version: 1 }).map(({ pointer, kind }) => [pointer, kind])).toEqual([
      ['/code', 'added'],
      ['/version', 'added'],
    ])
  })
  it('escapes names as a JSON pointer does, and cuts what is long', () => {
    const [found] = differenceOf({ 'a/b~c': '' }, { 'a/b~c': '长'.repeat(2_000) })
    expect(found).toMatchObject({ pointer: '/a~1b~0c', kind: 'changed' })
    expect(found!.after!.length).toBe(601)
  })
})
