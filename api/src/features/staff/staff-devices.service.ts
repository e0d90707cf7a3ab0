import { createHash } from 'node:crypto'
import type { Device } from '@zsb/shared/session'
import type { StaffDeviceView } from '@zsb/shared/staff'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf, type HolderService } from '../holders'
import type { StaffAccount, StaffDevice, StaffStore } from './staff.store'

interface Parts {
  store: StaffStore
  holders: Pick<HolderService, 'get' | 'factsOf'>
  deviceIndex: (deviceId: string) => string
  /** Accounts marked for any device count only outside production. */
  demo: boolean
  newId: (at: Date) => string
  now: () => Date
}
export type StaffDeviceService = ReturnType<typeof createStaffDevices>

/** Registered devices 登记设备: a new one asks, a supervisor of the same region answers (security.md R30). */
export function createStaffDevices({ store, holders, deviceIndex, demo, newId, now }: Parts) {
  /** @throws AppError STAFF_DEVICE_UNREGISTERED after putting the request on record */
  async function requireRegistered({ account, device }: { account: StaffAccount; device: Device }): Promise<void> {
    if (demo && account.anyDevice) return
    const index = deviceIndex(device.id)
    const known = await store.findDevice({ deviceIndex: index, officeId: account.office.id })
    if (known?.state === 'approved') return
    if (!known) await request({ account, device, index })
    const number = deviceNumber(device.id)
    throw new AppError('STAFF_DEVICE_UNREGISTERED', {
      fields: [{ pointer: '/device', zh: `本机设备号 ${number}，请报给值班主管核对`, en: `This device’s number is ${number}; tell it to your supervisor` }],
    })
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
    const page = await store.listDevices({ region: principal.region ?? '', state, after, limit })
    return { items: await Promise.all(page.items.map(toView)), next: page.next }
  }

  /** @throws AppError NOT_FOUND for another region's device · CONFLICT never: a decided one is no longer found */
  async function decide({ principal, id, approve }: { principal: Principal; id: string; approve: boolean }): Promise<StaffDeviceView> {
    const state = approve ? 'approved' : 'removed'
    const act = { action: `staff.device.${state}`, actor: actorOf(principal), subjectId: null, facts: { deviceId: id } }
    const decided = await store.decideDevice({ id, region: principal.region ?? '', state, by: principal.staffId ?? '', at: now(), act })
    if (!decided) throw new AppError('NOT_FOUND')
    return toView(decided)
  }

  async function toView({ _id: id, number, name, platform, state, requestedBy, requestedAt }: StaffDevice): Promise<StaffDeviceView> {
    const account = await store.find(requestedBy)
    const staffName = account ? holders.factsOf(await holders.get(account.personId)).name : null
    return { id, number, name, platform, staffName: staffName ?? '', state, requestedAt: requestedAt.toISOString() }
  }

  return { requireRegistered, list, decide }
}

/** Six digits from the device's own id: they stand on the refused device and before the supervisor, who compares them. */
export const deviceNumber = (deviceId: string): string => String(createHash('sha256').update(deviceId).digest().readUInt32BE(0) % 1_000_000).padStart(6, '0')
