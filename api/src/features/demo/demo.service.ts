import { buildCitizenNumber } from '@zsb/shared/identity'
import { addDays, addYears, toCalendarDate } from '@zsb/shared/time'
import type { HolderService } from '../holders'
import { demoTotpSecret, totpAt, type StaffAccount, type StaffStore } from '../staff'
import type { DemoPeople, DemoPeopleView } from './demo-people'

const STEP_MS = 30_000
/** 统一社会信用代码 and 公民身份号码 in the codes of the exchange. */
const FIRM = '001'
const CITIZEN = '111'

/** A licence as the registry is asked to issue it 制发. */
export interface DemoLicence {
  type: string
  issuerCode: string
  issuer: string
  serial: string
  holders: { documentCode: string; number: string; role: string }[]
  fields: Readonly<Record<string, string>>
  issuedOn: string
  validFromDay: string
  validToDay: string
}

interface Parts {
  people: DemoPeople
  holders: Pick<HolderService, 'ensurePerson' | 'getOrCreateByLogin' | 'establish'>
  staff: Pick<StaffStore, 'findByUsername' | 'insertIfNew'>
  sealTotp: (secret: string, staffId: string) => string
  hashPassword: (password: string) => Promise<string>
  /** Page of the SMS stand-in, where codes can be read. */
  smsInbox: string | null
  newId: (at: Date) => string
  now: () => Date
}
export type DemoService = ReturnType<typeof createDemoService>

/** The demo city's people: staff accounts made at the first start, and the list of how to sign in as each. */
export function createDemoService({ people, holders, staff, sealTotp, hashPassword, smsInbox, newId, now }: Parts) {
  /** May run at every start; what exists stays. */
  async function seedDemoPeople(): Promise<number> {
    let made = 0
    let passwordHash: string | null = null
    for (const member of people.staff) {
      if (await staff.findByUsername(member.username)) continue
      passwordHash ??= await hashPassword(people.staffPassword)
      const { name, region, bornOn, sequence, username, capacity, department, office, counter, relyingPartyCode } = member
      const holder = await holders.ensurePerson({
        person: { name, documentType: 'residentId', number: buildCitizenNumber({ region, bornOn, sequence }), bornOn },
        levelBy: 'window',
        actor: null,
      })
      const at = now()
      const id = newId(at)
      const account: StaffAccount = {
        _id: id,
        personId: holder._id,
        username,
        passwordHash,
        totpSealed: sealTotp(demoTotpSecret(username), id),
        totpStep: 0,
        capacity,
        department,
        office,
        counter,
        region,
        relyingPartyCode,
        state: 'active',
        anyDevice: true,
        createdAt: at,
      }
      if (await staff.insertIfNew(account)) made += 1
    }
    return made
  }

  /** A citizen who signs in by phone and was named at a window already; answers his id. May run at every start. */
  async function ensureNamed(citizenId: string): Promise<string> {
    const citizen = people.citizens.find(({ id }) => id === citizenId)
    if (!citizen) throw new Error(`no demo citizen ${citizenId}`)
    const holder = await holders.getOrCreateByLogin({ provider: 'phone', subject: citizen.phone })
    if (holder.level === 'confirmed') return holder._id
    const { name, documentType, bornOn } = citizen
    const actor = { personId: holder._id, capacity: 'self' as const }
    const done = await holders.establish({
      personId: holder._id,
      person: { name, documentType, number: numberOf(citizen), bornOn },
      proof: 'window',
      deviceId: null,
      actor,
    })
    return done.outcome === 'passed' ? done.holder._id : holder._id
  }

  /** The places of the demo city, with the people who run and guard them. */
  const listPlaces = () =>
    Promise.all(people.places.map(async ({ owner, guard, ...place }) => ({ ...place, ownerId: await ensureNamed(owner), guardId: await ensureNamed(guard) })))

  /** The licences of the demo city, as the registry is asked to issue them. */
  function listLicences(): DemoLicence[] {
    return people.licences.map(({ owner, firm, years, endsInDays, fields, ...order }) => {
      const citizen = people.citizens.find(({ id }) => id === owner)
      if (!citizen) throw new Error(`no demo citizen ${owner}`)
      const validToDay = addDays(toCalendarDate(now()), endsInDays)
      const validFromDay = addYears(validToDay, -years)
      const holders = [
        { documentCode: FIRM, number: firm, role: 'holder' },
        { documentCode: CITIZEN, number: numberOf(citizen), role: 'legalRepresentative' },
      ]
      return { ...order, holders, fields: { ...fields, validFrom: validFromDay, validTo: validToDay }, issuedOn: validFromDay, validFromDay, validToDay }
    })
  }

  async function list(): Promise<DemoPeopleView> {
    const members = await Promise.all(
      people.staff.map(async ({ username, name, capacity, counter, relyingPartyCode }) => {
        const secret = demoTotpSecret(username)
        const used = (await staff.findByUsername(username))?.totpStep ?? 0
        return { username, password: people.staffPassword, name, capacity, counter, relyingPartyCode, totpSecret: secret, ...nextCode(secret, used, now()) }
      }),
    )
    const citizens = people.citizens.map((citizen) => {
      const { id, name, phone, documentType, about } = citizen
      return { id, name, phone, documentType, number: numberOf(citizen), about }
    })
    return { citizens, staff: members, smsInbox }
  }

  return { seedDemoPeople, listPlaces, listLicences, list }
}

/** The number of the document: built with its check digit, or as given for kinds that have none. */
export const numberOf = ({ number, region, bornOn, sequence }: { number?: string; region: string; bornOn: string; sequence: string }): string =>
  number ?? buildCitizenNumber({ region, bornOn, sequence })

/** The earliest code that was not taken yet; the sign-in lets one step ahead through. */
function nextCode(secret: string, usedStep: number, at: Date): { totp: string | null; totpUntil: string } {
  const current = Math.floor(at.getTime() / STEP_MS)
  const step = Math.max(current, usedStep + 1)
  const totp = step <= current + 1 ? totpAt(secret, new Date(step * STEP_MS)) : null
  return { totp, totpUntil: new Date((step + 1) * STEP_MS).toISOString() }
}
