import { act, renderHook } from '@testing-library/react'
import { useHandIn } from './hand-in'

describe('a form that is handed in', () => {
  it('is sent once, however often it is tapped before the answer is there, and again after it', async () => {
    const sent: string[] = []
    let arrive: (answer: string) => void = () => undefined
    const sendOnce = (body: string) => {
      sent.push(body)
      return new Promise<string>((come) => (arrive = come))
    }
    const answered: string[] = []
    const form = renderHook(() => useHandIn(sendOnce, (answer: string) => void answered.push(answer))).result
    const { send } = form.current
    await act(async () => void Promise.all([send('a'), send('a'), send('a')]))
    expect([sent, form.current.working]).toEqual([['a'], true])
    await act(async () => arrive('done'))
    expect([answered, form.current.working]).toEqual([['done'], false])
    await act(async () => void form.current.send('b'))
    expect(sent).toEqual(['a', 'b'])
  })
  it('of which something is wrong is judged and not sent', async () => {
    const form = renderHook(() =>
      useHandIn(
        () => Promise.reject(new Error('sent')),
        () => undefined,
      ),
    ).result
    await act(() => form.current.send(null))
    expect([form.current.judged, form.current.problem]).toEqual([true, null])
  })
})
