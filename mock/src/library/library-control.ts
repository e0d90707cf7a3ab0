import type Router from '@koa/router'
import { LICENCE_TYPES, type CityLicence } from '../city'
import { readFields } from '../system'
import type { LicenceLibrary, Refused } from './licence-library'

const isRefused = (answer: CityLicence | Refused): answer is Refused => 'problem' in answer

/** `/_control/licences…` of a library: what it holds, and how the demo changes it. */
export function addLibraryControl(control: Router, library: LicenceLibrary): void {
  control.get('/licences', (ctx) => {
    ctx.body = {
      licences: library.list().map(({ type, identifier, number, state, changedAt, holders }) => ({
        type,
        title: LICENCE_TYPES[type].title,
        identifier,
        number,
        state,
        changedAt,
        holders: holders.map(({ name, role }) => ({ name, role })),
      })),
    }
  })
  const answer = (ctx: { status: number; body: unknown }, changed: CityLicence | Refused) => {
    if (isRefused(changed)) {
      ctx.status = changed.problem === 'unknown' ? 404 : 400
      ctx.body = { code: changed.problem === 'unknown' ? 'LICENCE_UNKNOWN' : 'REQUEST_INVALID', known: changed.known }
      return
    }
    ctx.body = { identifier: changed.identifier, state: changed.state, changedAt: changed.changedAt }
  }
  control.post('/licences/state', (ctx) => {
    const body = readFields(ctx.request.body)
    answer(ctx, library.changeState({ identifier: body.text('identifier'), state: body.text('state'), reason: body.optionalText('reason') ?? '变更' }))
  })
  control.post('/licences/fields', (ctx) => {
    const body = readFields(ctx.request.body)
    answer(ctx, library.changeFields({ identifier: body.text('identifier'), fields: body.record('fields') }))
  })
}
