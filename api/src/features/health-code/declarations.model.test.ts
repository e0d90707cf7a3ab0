import { DECLARATION_KEPT_DAYS } from '@zsb/shared/health-code'
import mongoose from 'mongoose'
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
      found = (await Promise.all(people.map((id) => declarations.listKept({ personIds: [id], today: TODAY })))).map(({ length }) => length)
    })
    expect(found).toEqual(people.map(() => DECLARATION_KEPT_DAYS))
    expect(questions).toHaveLength(1)
  })
})
