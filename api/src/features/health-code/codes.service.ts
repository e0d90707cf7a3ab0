import {
  HEALTH_CODE_LIFE_SECONDS,
  type CareLine,
  type ColourInputs,
  type ColourView,
  type DistrictCare,
  type HealthCodeRequest,
  type HealthCodeView,
  type HealthColour,
} from '@zsb/shared/health-code'
import { maskPersonName } from '@zsb/shared/identity'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { HealthCode, HealthCodeStore } from './codes.store'
import type { HealthPeople } from './health-people'
import type { HealthStanding } from './standing'

/** What the rules say of somebody at an instant. */
export type ColourOf = (query: { personId: string; at: Date }) => Promise<ColourView>

interface Parts {
  store: Pick<HealthCodeStore, 'add' | 'supersede'>
  standing: Pick<HealthStanding, 'requireActive'>
  people: Pick<HealthPeople, 'find'>
  /** Injected: the rules know it. */
  colourOf: ColourOf
  /** What that is worked out from. */
  inputsOf: (query: { personId: string }) => Promise<ColourInputs>
  /** 现在做什么 in the area the health code is on for. */
  careIn: (area: string) => readonly CareLine[]
  /** The same for each district of it that has its own. */
  districtsIn: (area: string) => readonly DistrictCare[]
  /** Signs exactly `{jti, exp}` under the key of health codes. */
  issueCode: (claims: { jti: string; exp: number }) => string
  /** Keyed digest of a code and the colour beside it, under a key that ends with the health code: of which one it was says nothing to the database. */
  sealColour: (of: { jti: string; personId: string; colour: HealthColour; at: Date }) => Promise<string>
  /** 128 random bits as 22 base64url characters. */
  newJti: () => string
  /** `https://<host>` of the codes; a code is `<base>/h#<token>`. */
  publicBase: string
  now: () => Date
}

/** The next code is there before this one ends. */
const RENEW_BEFORE_END_SECONDS = 10
const DAY_MS = 86_400_000

export type CodeService = ReturnType<typeof createCodeService>

/** 健康码: a code that lives 60 seconds, with the colour beside it and why. */
export function createCodeService({ store, standing, people, colourOf, inputsOf, careIn, districtsIn, issueCode, sealColour, newJti, publicBase, now }: Parts) {
  /**
   * Without a colour there is no code: the answer says what is missing.
   * @throws AppError HEALTH_CODE_OFF · HEALTH_PERSON_REFUSED
   */
  async function create({ request, principal }: { request: HealthCodeRequest; principal: Principal }): Promise<HealthCodeView> {
    const { area } = await standing.requireActive()
    const { personId, name } = await people.find({ personId: request.personId, principal })
    const at = now()
    const colour = await colourOf({ personId, at })
    return {
      person: { personId, name, nameMasked: maskPersonName(name) },
      colour,
      care: [...careIn(area)],
      districts: [...districtsIn(area)],
      code: colour.colour === null ? null : await addOne({ personId, principal, at, colour: colour.colour, ruleSetVersion: colour.ruleSet.version }),
      serverTime: at.toISOString(),
    }
  }

  interface Shown {
    personId: string
    principal: Principal
    at: Date
    colour: HealthColour
    ruleSetVersion: number
  }
  async function addOne({ personId, principal, at, colour, ruleSetVersion }: Shown): Promise<NonNullable<HealthCodeView['code']>> {
    const exp = Math.floor(at.getTime() / 1000) + HEALTH_CODE_LIFE_SECONDS
    const expiresAt = new Date(exp * 1000)
    const jti = newJti()
    const code: HealthCode = {
      _id: jti,
      personId,
      shownBy: { personId: principal.personId, sessionId: principal.sessionId },
      issuedAt: at,
      colourSeal: await sealColour({ jti, personId, colour, at }),
      ruleSetVersion,
      expiresAt,
      endedAt: null,
      endedBecause: null,
      purgeAt: new Date(expiresAt.getTime() + DAY_MS),
    }
    // 128 random bits are not there twice; a repeated write that was stored before says so.
    if ((await store.add(code)) === 'duplicate') throw new AppError('STORAGE_UNCERTAIN')
    await store.supersede({ personId, sessionId: principal.sessionId, keep: code._id, at })
    return {
      id: code._id,
      text: `${publicBase}/h#${issueCode({ jti: code._id, exp })}`,
      expiresAt: expiresAt.toISOString(),
      renewAfter: new Date(expiresAt.getTime() - RENEW_BEFORE_END_SECONDS * 1000).toISOString(),
    }
  }

  /** The colour alone, asked for where the live channel is down. @throws AppError HEALTH_CODE_OFF · HEALTH_PERSON_REFUSED */
  async function getColour({ personId, principal }: { personId: string; principal: Principal }): Promise<ColourView> {
    await standing.requireActive()
    const person = await people.find({ personId, principal })
    return colourOf({ personId: person.personId, at: now() })
  }

  /** What it is worked out from, so that the phone does it again by itself. @throws AppError HEALTH_CODE_OFF · HEALTH_PERSON_REFUSED */
  async function getInputs({ personId, principal }: { personId: string; principal: Principal }): Promise<ColourInputs> {
    await standing.requireActive()
    const person = await people.find({ personId, principal })
    return inputsOf({ personId: person.personId })
  }

  return { create, getColour, getInputs }
}
