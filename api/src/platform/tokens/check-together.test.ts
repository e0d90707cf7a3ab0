import { checkTogether } from './check-together'

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('codes checked together', () => {
  it('come in one turn and are checked in a row, each answered for itself', async () => {
    const checked: string[] = []
    const check = checkTogether((text: string) => {
      checked.push(text)
      return `answer to ${text}`
    })
    const answers = Promise.all(['a', 'b', 'c'].map(check))
    expect(checked).toEqual([])
    expect(await answers).toEqual(['answer to a', 'answer to b', 'answer to c'])
    expect(await check('d')).toBe('answer to d')
    expect(checked).toEqual(['a', 'b', 'c', 'd'])
  })

  it('are at most 32 a turn, so that the process goes on answering others', async () => {
    const checked: string[] = []
    const check = checkTogether((text: string) => checked.push(text))
    const all = Promise.all(Array.from({ length: 70 }, (_, i) => check(String(i))))
    const seen: number[] = []
    while (checked.length < 70) {
      await turn()
      seen.push(checked.length)
    }
    expect(seen).toEqual([32, 64, 70])
    await all
    expect(checked).toEqual(Array.from({ length: 70 }, (_, i) => String(i)))
  })

  it('fail alone', async () => {
    const check = checkTogether((text: string) => {
      if (text === 'bad') throw new Error('broken')
      return text
    })
    const [good, bad, next] = await Promise.allSettled(['good', 'bad', 'next'].map(check))
    expect(good).toMatchObject({ value: 'good' })
    expect(bad).toMatchObject({ reason: expect.objectContaining({ message: 'broken' }) as Error })
    expect(next).toMatchObject({ value: 'next' })
  })
})
