import { createHash } from 'node:crypto'
import type { Device } from '@zsb/shared/session'
import type { StaffDeviceView } from '@zsb/shared/staff'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { jurisdictionOf } from '../../platform/policy/jurisdiction'
import { actorOf, type HolderService } from '../holders'
import type { SessionService } from '../sessions'
import type { StaffAccount, StaffDevice, StaffStore } from './staff.store'

interface Parts {
  store: StaffStore
  holders: Pick<HolderService, 'get' | 'factsOf'>
  sessions: Pick<SessionService, 'endOnDeviceIn'>
  deviceIndex: (deviceId: string) => string
  /** Accounts marked for any device count only outside production. */
  demo: boolean
  newId: (at: Date) => string
  now: () => Date
}
export type StaffDeviceService = ReturnType<typeof createStaffDevices>

/** Registered devices 登记设备: a new one asks, a supervisor of the same region answers (security.md R30). */
export function createStaffDevices({ store, holders, sessions, deviceIndex, demo, newId, now }: Parts) {
  /**
   * Answers what the sign-in writes beside its session: whoever takes the device away at the same moment finds that session, or is
   * found here.
   * @throws AppError STAFF_DEVICE_UNREGISTERED after putting the request on record
   */
  async function requireRegistered({ account, device }: { account: StaffAccount; device: Device }): Promise<{ also?: (tx: unknown) => Promise<void> }> {
    if (demo && account.anyDevice) return {}
    const index = deviceIndex(device.id)
    const known = await store.findDevice({ deviceIndex: index, officeId: account.office.id })
    if (!known) await request({ account, device, index })
    if (known?.state !== 'approved') throw unregistered(device)
    return {
      also: async (tx) => {
        if (!(await store.useDeviceIn(tx, { id: known._id, at: now() }))) throw unregistered(device)
      },
    }
  }

  async function request({ account, device, index }: { account: StaffAccount; device: Device; index: string }): Promise<StaffDevice> {
    const at = now()
    const record: StaffDevice = {
      _id: newId(at),
      deviceIndex: index,
      number: deviceNumber(device.id),
      name: device.name,
      platform: device.platform,
      officeId: account.office.id,
      region: account.region,
      requestedBy: account._id,
      state: 'pending',
      requestedAt: at,
      decidedBy: null,
      decidedAt: null,
    }
    const actor = { personId: account.personId, capacity: account.capacity, staffId: account._id }
    return store.requestDevice(record, { action: 'staff.deviceRequested', actor, subjectId: account.personId, facts: { deviceId: record._id } })
  }

  async function list({ principal, state, after, limit }: { principal: Principal; state: StaffDevice['state']; after: string | null; limit: number }) {
    const region = regionOf(principal)
    if (!region) return { items: [], next: null }
    const page = await store.listDevices({ region, state, after, limit })
    return { items: await Promise.all(page.items.map(toView)), next: page.next }
  }

  /** @throws AppError NOT_FOUND for another region's device · CONFLICT never: a decided one is no longer found */
  async function decide({ principal, id, approve }: { principal: Principal; id: string; approve: boolean }): Promise<StaffDeviceView> {
    const region = regionOf(principal)
    if (!region) throw new AppError('NOT_FOUND')
    const state = approve ? 'approved' : 'removed'
    const act = { action: `staff.device.${state}`, actor: actorOf(principal), subjectId: null, facts: { deviceId: id } }
    const after: { tell?: () => void } = {}
    /** Who is signed in on it in this office is out with it (R30); another office has registered it for itself. */
    const signOut = async (tx: unknown, { deviceIndex: deviceId, officeId }: StaffDevice) => {
      const isMeant = async (staffId: string) => (await store.find(staffId))?.office.id === officeId
      after.tell = (await sessions.endOnDeviceIn(tx, { deviceId, isMeant, actor: actorOf(principal) })).tell
    }
    const decision = { id, region, state, by: principal.staffId ?? '', at: now(), act } as const
    const decided = await store.decideDevice({ ...decision, ...(!approve && { also: signOut }) })
    if (!decided) throw new AppError('NOT_FOUND')
    after.tell?.()
    return toView(decided)
  }

  async function toView({ _id: id, number, name, platform, state, requestedBy, requestedAt }: StaffDevice): Promise<StaffDeviceView> {
    const account = await store.find(requestedBy)
    const staffName = account ? holders.factsOf(await holders.get(account.personId)).name : null
    return { id, number, name, platform, staffName: staffName ?? '', state, requestedAt: requestedAt.toISOString() }
  }

  return { requireRegistered, list, decide }
}

function regionOf(principal: Principal): string | null {
  const jurisdiction = jurisdictionOf('staffDevice.decide', principal)
  return jurisdiction?.of === 'region' ? jurisdiction.region : null
}

const unregistered = (device: Device) => {
  const number = deviceNumber(device.id)
  return new AppError('STAFF_DEVICE_UNREGISTERED', {
    fields: [{ pointer: '/device', zh: `本机设备号 ${number}，请报给值班主管核对`, en: `This device’s number is ${number}; tell it to your supervisor` }],
  })
}

/** Six digits from the device's own id: they stand on the refused device and before the supervisor, who compares them. */
export const deviceNumber = (deviceId: string): string => String(createHash('sha256').update(deviceId).digest().readUInt32BE(0) % 1_000_000).padStart(6, '0')
