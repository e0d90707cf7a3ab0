import { DECLARATION_KEPT_DAYS } from '@zsb/shared/health-code'
import mongoose from 'mongoose'
import { ulid } from 'ulid'
import { openTestDatabase } from '../../../test-support/database'
import { explainAll } from '../../../test-support/mongo/explain'
import { createMongoDeclarations } from './declarations.model'

const TODAY = '2026-11-27'
const AT_ONCE = 5

describe('declarations 健康申报 that are kept', () => {
  let database: Awaited<ReturnType<typeof openTestDatabase>>
  beforeAll(async () => {
    database = await openTestDatabase('kept_declarations')
  })
  afterAll(() => database.close())

  it('of people who declared each day of a month are read in one question, and of everybody all', async () => {
    const declarations = createMongoDeclarations({ trail: { record: async () => undefined, tell: async () => undefined } })
    const people = Array.from({ length: AT_ONCE }, (_, i) => `P${i}`)
    const rows = people.flatMap((personId) =>
      Array.from({ length: DECLARATION_KEPT_DAYS }, (_, day) => ({
        _id: `${personId}-${String(day).padStart(2, '0')}` as never,
        personId,
        erasedOn: '2027-01-01',
      })),
    )
    await mongoose.connection.collection('health_declarations').insertMany(rows)
    let found: number[] = []
    const questions = await explainAll(async () => {
      found = (await Promise.all(people.map((id) => declarations.listKept({ personIds: [id], today: TODAY, from: null })))).map(({ length }) => length)
    })
    expect(found).toEqual(people.map(() => DECLARATION_KEPT_DAYS))
    expect(questions).toHaveLength(1)
  })

  it('of those from an instant on nobody gets an older one, but whoever has none since then his latest, and nothing else is read of the others', async () => {
    const declarations = createMongoDeclarations({ trail: { record: async () => undefined, tell: async () => undefined } })
    const dayOf = (daysAgo: number) => new Date(Date.parse('2026-11-27T02:00:00.000Z') - daysAgo * 86_400_000)
    const declared = (personId: string, daysAgo: number) => ({
      _id: ulid(dayOf(daysAgo).getTime()) as never,
      personId,
      at: dayOf(daysAgo),
      erasedOn: '2027-01-01',
    })
    const often = Array.from({ length: DECLARATION_KEPT_DAYS }, (_, daysAgo) => declared('often', daysAgo))
    const [seldom, over] = [[declared('seldom', 20), declared('seldom', 25)], declared('over', 3)]
    await mongoose.connection.collection('health_declarations').insertMany([...often, ...seldom, { ...over, erasedOn: TODAY }])
    const ask = async (personId: string, daysAgo: number) =>
      (await declarations.listKept({ personIds: [personId], today: TODAY, from: dayOf(daysAgo) })).map(({ at }) => at)
    let found: Date[][] = []
    const [question, ...rest] = await explainAll(async () => {
      found = await Promise.all([ask('often', 8), ask('often', 2)])
    })
    expect(found).toEqual([often.slice(0, 9).map(({ at }) => at), often.slice(0, 3).map(({ at }) => at)])
    expect([rest.length, question!.docs]).toEqual([0, 9])
    expect(await Promise.all([ask('seldom', 8), ask('over', 8), ask('nobody', 8)])).toEqual([[dayOf(20)], [], []])
  })
})
