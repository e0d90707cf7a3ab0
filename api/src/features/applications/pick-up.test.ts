import { NumberTaken } from './applications.store'
import { createPickUpCodes } from './pick-up.service'

const codes = ['111111', '222222']
const pickUps = (drawn: string[]) =>
  createPickUpCodes({
    store: { findByPickUpIndex: async () => null, recordRead: async () => undefined },
    seal: { closePickUpCode: (code) => `sealed ${code}` },
    newPickUpCode: () => drawn.shift() ?? '999999',
    pickUpIndexOf: ({ office, code }) => `${office} ${code}`,
  })
const waiting = { _id: '01A', office: 'governmentHall' }

describe('取件码 of a result that is to be fetched', () => {
  it('is drawn again where another case of the office waits under the same one', async () => {
    const given = await pickUps([...codes]).giving(waiting, async (set) => {
      if (set.pickUpIndex === 'governmentHall 111111') throw new NumberTaken()
      return set
    })
    expect(given).toEqual({ pickUpCode: 'sealed 222222', pickUpIndex: 'governmentHall 222222' })
  })
  it('whatever else goes wrong is not drawn away', async () => {
    await expect(pickUps([...codes]).giving(waiting, async () => Promise.reject(new Error('moved')))).rejects.toThrow('moved')
  })
})
