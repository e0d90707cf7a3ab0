import { randomUUID } from 'node:crypto'
import { parseCalendarDate } from '@zsb/shared/time'
import { DEMO } from '../config'
import { LICENCE_TYPES, ORGANISATIONS, PEOPLE, portraitOf, type CityLicence } from '../city'
import { createSystem, FieldProblem, isSameSecret, readFields, type System } from '../system'
import type { PopulationRegister } from './register'

export { createPopulationRegister, type PopulationRegister } from './register'

/** The population register 人口库 of the city. @param licences for the list of demo people only */
export function createPopulation({ register, licences, now }: { register: PopulationRegister; licences: readonly CityLicence[]; now: () => Date }): System {
  return createSystem({
    build: ({ router, control }) => {
      router.use(async (ctx, next) => {
        if (isSameSecret(ctx.get('x-register-key'), DEMO.population.key)) return next()
        ctx.status = 401
        ctx.body = { code: 'KEY_REFUSED' }
      })
      router.post('/persons/check', (ctx) => {
        const body = readFields(ctx.request.body)
        const claim = { name: body.text('name'), documentType: body.text('documentType'), number: body.text('number') }
        ctx.body = { result: register.check(claim), serial: randomUUID(), checkedAt: now() }
      })
      router.post('/persons/profile', (ctx) => {
        const body = readFields(ctx.request.body)
        const person = register.find(body.text('documentType'), body.text('number'))
        if (!person) {
          ctx.body = { found: false }
          return
        }
        const { name, sex, bornOn, ethnicity, nationality, address, region } = person
        const profile = {
          name,
          sex: sex === 'male' ? '1' : '2',
          birthDate: bornOn.replaceAll('-', ''),
          ethnicity,
          nationality,
          address,
          region,
          deceased: register.isDeceased(person),
        }
        ctx.body = { found: true, profile: { ...profile, photo: { mediaType: 'image/png', base64: portraitOf(person.id) } } }
      })

      // GB/T 2261.1: 1 male, 2 female.
      router.post('/persons/births', (ctx) => {
        const body = readFields(ctx.request.body)
        const sex = body.oneOf('sex', ['1', '2']) === '1' ? 'male' : 'female'
        const bornOn = parseCalendarDate(body.text('birthDate'))
        if (!bornOn) throw new FieldProblem('birthDate')
        ctx.body = { number: register.registerBirth({ certificate: body.text('certificate'), name: body.text('name'), bornOn, sex }), serial: randomUUID() }
      })

      control.get('/people', (ctx) => {
        ctx.body = {
          people: PEOPLE.map(({ id, name, nameEn, sex, bornOn, phone, document, note }) => ({
            id,
            name,
            nameEn,
            sex,
            bornOn,
            phone,
            documents: [document],
            note,
            licences: licences
              .filter(({ holders }) => holders.some(({ number }) => number === document.number))
              .map(({ type, identifier, state }) => ({ type, identifier, library: LICENCE_TYPES[type].library, state })),
          })),
          organisations: ORGANISATIONS.map(({ id, name, code, legalRepresentative }) => ({ id, name, creditCode: code, legalRepresentative })),
        }
      })
      control.post('/persons/:id', (ctx) => {
        if (register.recordDeath(ctx.params.id ?? '', readFields(ctx.request.body).flag('deceased'))) ctx.body = { ok: true }
        else ctx.status = 404
      })
      return register.reset
    },
  })
}
