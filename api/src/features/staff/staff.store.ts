import type { Capacity } from '@zsb/shared/principal'
import type { Act } from '../holders'

interface Words {
  zh: string
  en: string
}

/** A staff account 工作人员账号 of one natural person, with one role at one counter. */
export interface StaffAccount {
  _id: string
  personId: string
  username: string
  passwordHash: string
  /** TOTP secret, base32, sealed. */
  totpSealed: string
  /** Last time step a code was taken for: the same code does not work twice (RFC 6238 §5.2). */
  totpStep: number
  capacity: Capacity
  department: Words
  office: { id: string } & Words
  counter: Words
  region: string
  relyingPartyCode: string | null
  state: 'active' | 'closed'
  /** Demo accounts sign in on any device; never true in production. */
  anyDevice: boolean
  createdAt: Date
}

/** A device of an office 登记设备; `deviceIndex` is a keyed digest of what the device sends. */
export interface StaffDevice {
  _id: string
  deviceIndex: string
  /** Stands on the device's screen and is told to the supervisor. */
  number: string
  name: string
  platform: string
  officeId: string
  region: string
  requestedBy: string
  state: 'pending' | 'approved' | 'removed'
  requestedAt: Date
  decidedBy: string | null
  decidedAt: Date | null
  /** Last sign-in on it; absent where nobody has yet. */
  usedAt?: Date
}

export interface StaffStore {
  find: (id: string) => Promise<StaffAccount | null>
  /** Active supervisors of a relying party; an office has a handful. */
  listSupervisors: (relyingPartyCode: string) => Promise<StaffAccount[]>
  /** Active clerks of a relying party, in the order they came; an office has a handful. */
  listClerks: (relyingPartyCode: string) => Promise<StaffAccount[]>
  /** Closed accounts of clerks of a relying party: over the years some dozens. */
  listClerksWhoLeft: (relyingPartyCode: string) => Promise<StaffAccount[]>
  findByUsername: (username: string) => Promise<StaffAccount | null>
  insertIfNew: (account: StaffAccount) => Promise<boolean>
  /** Takes a time step; false when this step or a later one was taken already. */
  takeTotpStep: (query: { id: string; step: number }) => Promise<boolean>
  /**
   * Takes one try of a user name in one write, whether such an account exists or not; answers until when the name is locked, or
   * null when the try was free. The last of `lockAfter` tries locks at once, and `clearTries` opens again when it was right.
   */
  takeTry: (query: { nameIndex: string; at: Date; lockAfter: number; lockedUntil: Date; purgeAt: Date }) => Promise<Date | null>
  clearTries: (nameIndex: string) => Promise<void>
  recordRefusal: (act: Act) => Promise<void>
  findDevice: (query: { deviceIndex: string; officeId: string }) => Promise<StaffDevice | null>
  requestDevice: (device: StaffDevice, act: Act) => Promise<StaffDevice>
  listDevices: (query: {
    region: string
    state: StaffDevice['state']
    after: string | null
    limit: number
  }) => Promise<{ items: StaffDevice[]; next: string | null }>
  /** Null for one of another region or decided before; `also` is written in the same transaction. */
  decideDevice: (query: {
    id: string
    region: string
    state: 'approved' | 'removed'
    by: string
    at: Date
    act: Act
    also?: (tx: unknown, device: StaffDevice) => Promise<void>
  }) => Promise<StaffDevice | null>
  /**
   * Inside the transaction of a sign-in: notes that the device is used now; false when it is no longer approved. Both this and a
   * removal write the device, so that of the two at once one waits for the other.
   */
  useDeviceIn: (tx: unknown, query: { id: string; at: Date }) => Promise<boolean>
}
