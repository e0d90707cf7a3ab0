import type Router from '@koa/router'
import { bodyOf, textOf } from '../platform/system'
import type { MockClock } from '../platform/mock-clock'
import { createLicences, type LibraryLicence, type LibraryName } from './licences'

/** The data behind one department's library; its protocol is written in the department's folder. */
export interface Library {
  byHolder: (number: string, changedSince: string) => LibraryLicence[]
  find: (identifier: string) => LibraryLicence | undefined
  reset: () => void
  defineControl: (router: Router) => void
}

export function createLibrary(name: LibraryName, clock: MockClock): Library {
  let licences: LibraryLicence[] = []
  const reset = () => {
    licences = createLicences().filter((licence) => licence.library === name)
  }
  reset()
  const find = (identifier: string) => licences.find((licence) => licence.identifier === identifier)
  return {
    byHolder: (number, changedSince) => {
      const since = changedSince ? Date.parse(changedSince) : Number.NEGATIVE_INFINITY
      return licences.filter((licence) => licence.changedAt.getTime() > since && licence.holders.some((each) => each.number === number))
    },
    find,
    reset,
    defineControl: (router) => {
      router.post('/_control/licences/state', (ctx) => {
        const { identifier, state } = bodyOf(ctx)
        const licence = find(textOf(identifier))
        if (!licence) return ctx.throw(404)
        licence.state = textOf(state)
        licence.changedAt = clock.now()
        ctx.body = { ok: true }
      })
      router.get('/_control/licences', (ctx) => {
        ctx.body = { licences: licences.map(({ identifier, type, holders, state }) => ({ identifier, type, holders: holders.map((each) => each.name), state })) }
      })
    },
  }
}
