import { act, renderHook } from '@testing-library/react'
import { signInAs } from '../../test/show'
import { useEarlier } from './earlier'
import { useSession } from './session'

const page = (name: string, next: string | null) => ({ items: [`${name}1`, `${name}2`], next })
const fetchAfter = jest.fn((after: string) => (after === 'b' ? Promise.resolve(page('b', null)) : Promise.reject(new Error(after))))
const open = (newest = page('a', 'b')) => renderHook(() => useEarlier(newest, fetchAfter)).result

beforeEach(() => {
  fetchAfter.mockClear()
  act(() => signInAs())
})

describe('a list and what is earlier', () => {
  it('takes the next page where the last one ends, until there is none', async () => {
    const list = open()
    expect(list.current).toMatchObject({ items: ['a1', 'a2'], earlier: { hasMore: true } })
    await act(() => list.current.earlier.more())
    expect(list.current).toMatchObject({ items: ['a1', 'a2', 'b1', 'b2'], earlier: { hasMore: false } })
    await act(() => list.current.earlier.more())
    expect(fetchAfter.mock.calls).toEqual([['b']])
  })
  it('keeps what it has when the next page does not come, says why, and can be asked again', async () => {
    const list = open(page('a', 'gone'))
    await act(() => list.current.earlier.more())
    expect(fetchAfter).toHaveBeenCalledWith('gone')
    expect(list.current).toMatchObject({ items: ['a1', 'a2'], earlier: { hasMore: true, looking: false } })
    expect(list.current.earlier.problem).toMatch(/[\u4e00-\u9fff]/)
  })
  it.each([
    ['the list has changed', (list: { current: ReturnType<typeof open>['current'] }) => list.current.forget()],
    ['another person is looked at', () => useSession.getState().actFor({ subjectId: '01AN', name: '王安', relation: 'child' })],
  ])('begins at the newest page when %s', async (_what, change) => {
    const list = open()
    await act(() => list.current.earlier.more())
    act(() => change(list))
    expect(list.current.items).toEqual(['a1', 'a2'])
  })
  it('takes no page of before, when the list has changed while it was on its way', async () => {
    let come: (found: ReturnType<typeof page>) => void = () => undefined
    fetchAfter.mockImplementationOnce(() => new Promise((resolve) => (come = resolve)))
    const list = open()
    act(() => void list.current.earlier.more())
    act(() => list.current.forget())
    await act(async () => come(page('b', null)))
    expect(list.current).toMatchObject({ items: ['a1', 'a2'], earlier: { hasMore: true, looking: false } })
  })
})
