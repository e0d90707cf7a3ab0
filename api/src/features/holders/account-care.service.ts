import type { RealNameLevel } from '@zsb/shared/identity'
import { AppError } from '../../platform/http/app-error'
import { HIGHEST } from './establish'
import type { HolderSeal } from './holder-seal'
import type { Holder, HolderStore, LoginProvider } from './holders.store'
import type { Actor } from './trail'

const TRIES = 3

interface Parts {
  store: HolderStore
  seal: HolderSeal
  get: (id: string) => Promise<Holder>
  idsOf: (id: string) => Promise<string[]>
  phoneFields: (id: string, phone: string) => Pick<Holder, 'phoneSealed' | 'phoneIndex'>
  newId: (at: Date) => string
  now: () => Date
}

/** What keeps an account safe and reachable: its devices, its phone number, freezing 冻结. */
export function createAccountCare({ store, seal, get, idsOf, phoneFields, newId, now }: Parts) {
  /** Puts a device on the record; the first of an account, or one of an account without a name yet, has nothing to prove. */
  async function noteDevice({ holder, deviceId }: { holder: Holder; deviceId: string }): Promise<RealNameLevel> {
    const index = seal.index('device', deviceId)
    const known = holder.devices.find(({ id }) => id === index)
    if (known) return known.provenLevel
    const provenLevel: RealNameLevel = holder.devices.length === 0 || holder.level === 'none' ? HIGHEST : 'none'
    const devices = [...holder.devices, { id: index, provenLevel, since: now() }].slice(-50)
    const act = { action: 'holder.deviceAdded', actor: null, subjectId: holder._id, facts: { stepUp: provenLevel === 'none' } }
    // The first device of an account is no news to its owner.
    const tells = holder.devices.length === 0 ? [] : [{ topic: 'holder.deviceAdded', key: holder._id, ids: { holderId: holder._id } }]
    const written = await store.apply({ changes: [{ id: holder._id, version: holder.version, change: { devices } }], act, tells })
    return written === 'done' ? provenLevel : noteDevice({ holder: await get(holder._id), deviceId })
  }

  /** @returns false when nothing changed because it stood so already */
  async function setFrozen({ holderId, frozen, actor, reason }: { holderId: string; frozen: boolean; actor: Actor; reason?: string }): Promise<boolean> {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const holder = await get(holderId)
      if ((holder.frozenAt !== null) === frozen) return false
      const act = { action: frozen ? 'holder.frozen' : 'holder.unfrozen', actor, subjectId: holder._id, ...(reason && { reason }) }
      const change = { id: holder._id, version: holder.version, change: { frozenAt: frozen ? now() : null } }
      const tells = [{ topic: act.action, key: holder._id, ids: { holderId: holder._id } }]
      if ((await store.apply({ changes: [change], act, tells })) === 'done') return true
    }
    throw new AppError('CONFLICT')
  }

  /** Keeps a proved phone number; where another account signs in by it, that account keeps the sign-in and this one the proof. */
  async function bindPhone({ personId, phone, actor }: { personId: string; phone: string; actor: Actor }): Promise<Holder> {
    const holder = await get(personId)
    const act = { action: 'holder.phoneBound', actor, subjectId: holder._id }
    const written = await store.apply({ changes: [{ id: holder._id, version: holder.version, change: phoneFields(holder._id, phone) }], act })
    if (written !== 'done') throw new AppError('CONFLICT')
    const at = now()
    await store.addLogin({
      login: { _id: newId(at), provider: 'phone', index: seal.index('phone', phone), holderId: holder._id, createdAt: at },
      act: { ...act, action: 'holder.loginAdded' },
    })
    return get(holder._id)
  }

  async function listProviders(id: string): Promise<LoginProvider[]> {
    const logins = await store.listLogins(await idsOf(id))
    return [...new Set(logins.map(({ provider }) => provider))]
  }

  return { noteDevice, setFrozen, bindPhone, listProviders }
}
