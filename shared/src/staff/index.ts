import * as z from 'zod/mini'
import { Capacity } from '../principal'
import { Device, OneTimeCode } from '../session/sign-in'
import { Ulid } from '../ulid'

/** A staff screen locks after five minutes without a touch (security.md R30). */
export const STAFF_IDLE_SECONDS = 300
/** A staff session ends with the working day. */
export const STAFF_SESSION_HOURS = 12
/** Wrong sign-ins in a row after which the account pauses, and for how long. */
export const STAFF_TRIES = 5
export const STAFF_LOCK_SECONDS = 900

/** Staff sign in with password and TOTP (RFC 6238), on a device the office knows 登记设备. */
export const StaffSignInRequest = z.strictObject({
  username: z.string().check(z.regex(/^[a-z][a-z0-9.-]{2,31}$/, '用户名是小写字母和数字|A user name in small letters and digits')),
  password: z.string().check(z.minLength(8), z.maxLength(128)),
  totp: OneTimeCode,
  device: Device,
})
export type StaffSignInRequest = z.infer<typeof StaffSignInRequest>

const words = z.object({ zh: z.string(), en: z.string() })

/** Who the staff member is and where he serves 工作人员. */
export const StaffMe = z.object({
  staffId: z.string(),
  personId: z.string(),
  name: z.string(),
  username: z.string(),
  capacity: Capacity,
  department: words,
  office: z.object({ id: z.string(), zh: z.string(), en: z.string() }),
  /** Name of the counter 窗口, as the ledger of a holder shows it. */
  counter: words,
  region: z.string(),
  /** The relying party 用证单位 whose counter this is; null for supervisors and operators who verify nothing. */
  relyingPartyCode: z.nullable(z.string()),
  /** Whether items are applied for at this office, so that there is a queue of cases. */
  handlesApplications: z.boolean(),
  /** Whether this street office reviews the places of its region 场所审核. */
  reviewsPlaces: z.optional(z.boolean()),
  pinSet: z.boolean(),
  idleLockSeconds: z.int(),
})
export type StaffMe = z.infer<typeof StaffMe>

export const StaffSignedIn = z.object({
  accessToken: z.string(),
  expiresAt: z.string(),
  refreshToken: z.optional(z.string()),
  sessionId: z.string(),
  staff: StaffMe,
})
export type StaffSignedIn = z.infer<typeof StaffSignedIn>

const pin = z.string().check(z.regex(/^\d{6}$/, '请输入 6 位数字|Six digits, please'))
/** Opening a locked screen: with the PIN of this shift, or with the second factor again. */
export const StaffUnlock = z.union([z.strictObject({ pin }), z.strictObject({ totp: OneTimeCode })])
export type StaffUnlock = z.infer<typeof StaffUnlock>
export const StaffUnlocked = z.object({ unlockedAt: z.string() })
export const SetStaffPin = z.strictObject({ pin })

/** A device that asked to be registered 设备登记; `number` stands on its screen and is told to the supervisor. */
export const StaffDeviceView = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  platform: z.string(),
  staffName: z.string(),
  state: z.enum(['pending', 'approved', 'removed']),
  requestedAt: z.string(),
})
export type StaffDeviceView = z.infer<typeof StaffDeviceView>
export const StaffDevicePage = z.object({ items: z.array(StaffDeviceView), next: z.nullable(z.string()) })
export type StaffDevicePage = z.infer<typeof StaffDevicePage>

/** A colleague 同事 of the same office who handles cases at a window. */
export const Colleague = z.object({ staffId: z.string(), name: z.string(), counter: words })
export type Colleague = z.infer<typeof Colleague>
/** The clerks of an office, and those who left 已离岗 with cases open in their names. */
export const ColleagueList = z.object({ items: z.array(Colleague), left: z.array(Colleague) })
export type ColleagueList = z.infer<typeof ColleagueList>

/** The longest leave somebody stands in for. */
export const DEPUTY_DAYS = 180
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, '请填年月日|A day, please'))
/** 指定代理: who handles whose cases while he is on leave, or when he has left, from and until both included. */
export const NameDeputy = z.strictObject({ absentId: Ulid, deputyId: Ulid, from: day, until: day })
export type NameDeputy = z.infer<typeof NameDeputy>

/** A deputy 代理; over once its last day is, or when it was ended before. */
export const DeputyView = z.object({
  id: z.string(),
  absent: z.object({ staffId: z.string(), name: z.string() }),
  deputy: z.object({ staffId: z.string(), name: z.string() }),
  from: z.string(),
  until: z.string(),
  state: z.enum(['coming', 'now', 'over']),
})
export type DeputyView = z.infer<typeof DeputyView>
export const DeputyPage = z.object({ items: z.array(DeputyView), next: z.nullable(z.string()) })
export type DeputyPage = z.infer<typeof DeputyPage>
