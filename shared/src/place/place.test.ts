import * as z from 'zod/mini'
import { AcceptInvitation, nextPlaceState, PlaceRequest, PlaceState, toFigure, type PlaceAction } from '.'

const ACTIONS: PlaceAction[] = ['approve', 'refuse', 'close']
const outcome = (state: PlaceState, action: PlaceAction) => {
  const next = nextPlaceState(state, action)
  return next.ok ? next.value : null
}

describe('a place 场所', () => {
  it('is reviewed once, and closed for good', () => {
    const table = PlaceState.options.map((state) => [state, ...ACTIONS.map((action) => outcome(state, action))])
    expect(table).toEqual([
      ['applied', 'active', 'refused', 'closed'],
      ['active', null, null, 'closed'],
      ['refused', null, null, null],
      ['closed', null, null, null],
    ])
  })

  it('tells its owner no figure under ten, and none that differs from another by less', () => {
    expect([0, 1, 9, 10, 11, 19, 20, 128].map(toFigure)).toEqual([null, null, null, 10, 10, 10, 20, 120])
    const told = Array.from({ length: 200 }, (_, count) => toFigure(count) ?? 0)
    for (const one of told) for (const other of told) expect(one === other || Math.abs(one - other) >= 10).toBe(true)
  })

  it('is applied for with a name, a kind, a region and an address, and nothing more', () => {
    const request = { name: '临江万象城', kind: 'mall', region: '990102', address: '江北区清波街 88 号' }
    expect(z.safeParse(PlaceRequest, request).success).toBe(true)
    for (const wrong of [{ name: '城' }, { kind: 'bar' }, { region: '99010' }, { address: '街 1' }, { state: 'active' }])
      expect(z.safeParse(PlaceRequest, { ...request, ...wrong }).success).toBe(false)
  })

  it('takes an invitation of 128 bits and nothing shorter', () => {
    expect(z.safeParse(AcceptInvitation, { code: 'A'.repeat(22) }).success).toBe(true)
    for (const code of ['A'.repeat(21), 'A'.repeat(23), `${'A'.repeat(21)}=`]) expect(z.safeParse(AcceptInvitation, { code }).success).toBe(false)
  })
})
