import mongoose from 'mongoose'
import { openTestDatabase } from '../../../test-support/database'
import { createMongoHealthCodes } from './codes.model'
import type { HealthCode } from './codes.store'

const T0 = Date.parse('2026-11-27T04:00:00.000Z')
const at = (seconds: number) => new Date(T0 + seconds * 1_000)

describe('R31: codes of many people that are ended at the same time', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  const codes = createMongoHealthCodes()
  beforeAll(async () => {
    database = await openTestDatabase('health_codes')
  })
  afterAll(() => database.close())
  beforeEach(() => mongoose.connection.collection('health_codes').deleteMany({}))

  /** `mei1@s` is Mei's first one, on the phone of session s, shown a second after the start. */
  const show = (id: string, seconds: number) => {
    const [, personId = '', sessionId = ''] = /^(\D+)\d@(\w+)$/.exec(id) ?? []
    return codes.add({
      ...{ _id: id, personId, shownBy: { personId, sessionId }, issuedAt: at(seconds), colourSeal: 's', ruleSetVersion: 1 },
      ...{ expiresAt: at(seconds + 60), endedAt: null, endedBecause: null, purgeAt: new Date('2099-01-01') },
    })
  }
  const ended = async () => {
    const found = await mongoose.connection
      .collection<HealthCode>('health_codes')
      .find({ endedAt: { $ne: null } })
      .sort({ _id: 1 })
      .toArray()
    return found.map(({ _id, endedAt, endedBecause }) => `${_id} ${endedBecause} ${(endedAt!.getTime() - T0) / 1_000}`)
  }

  it('on a phone two live: the third ends the first of the same person and phone, and nobody else’s', async () => {
    for (const [i, id] of ['mei1@s', 'mei2@s', 'mei3@s', 'mei4@other', 'li1@t', 'li2@t'].entries()) await show(id, i)
    await Promise.all([
      codes.supersede({ personId: 'mei', sessionId: 's', keep: 'mei3@s', at: at(10) }),
      codes.supersede({ personId: 'li', sessionId: 't', keep: 'li2@t', at: at(11) }),
      codes.supersede({ personId: 'nobody', sessionId: 's', keep: 'none', at: at(12) }),
    ])
    expect(await ended()).toEqual(['mei1@s superseded 10'])
  })
  it('a use ends what its person was shown up to then on every phone, each at its own instant, and nothing later', async () => {
    for (const [id, seconds] of [
      ['mei1@s', 1],
      ['mei2@other', 5],
      ['mei3@s', 9],
      ['li1@t', 2],
      ['zhao1@u', 3],
    ] as const)
      await show(id, seconds)
    await Promise.all([codes.endUsed({ personId: 'mei', at: at(6) }), codes.endUsed({ personId: 'li', at: at(8) })])
    expect(await ended()).toEqual(['li1@t used 8', 'mei1@s used 6', 'mei2@other used 6'])
    await codes.endUsed({ personId: 'mei', at: at(7) })
    expect(await ended()).toHaveLength(3)
  })
})
