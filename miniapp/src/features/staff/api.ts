import { ComplaintPage, ComplaintView } from '@zsb/shared/ledger'
import {
  ColleagueList,
  DeputyPage,
  DeputyView,
  StaffDevicePage,
  StaffDeviceView,
  StaffMe,
  StaffSignedIn,
  type NameDeputy,
  type StaffUnlock,
} from '@zsb/shared/staff'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'
import { useSession } from '@/platform/session'
import { thisDevice } from '@/platform/this-device'

const BASE = '/api/v1'
export const mePath = `${BASE}/staff/me`
export const meSchema = parserOf(StaffMe)
export type ComplaintState = ComplaintView['state']
const complaintsBase = `${BASE}/complaints`
export const complaintsPath = (state: ComplaintState) => `${complaintsBase}?state=${state}`
export const complaintsSchema = parserOf(ComplaintPage)
export const fetchEarlierComplaints = (state: ComplaintState) => (after: string) =>
  request(complaintsBase, { query: { state, after }, schema: complaintsSchema })

export async function signInStaff(body: { username: string; password: string; totp: string }): Promise<StaffMe> {
  const { accessToken, refreshToken, staff } = await request(`${BASE}/staff-sessions`, {
    method: 'POST',
    body: { ...body, device: thisDevice() },
    signedIn: false,
    schema: parserOf(StaffSignedIn),
  })
  const who = {
    personId: staff.personId,
    name: staff.name,
    capacity: staff.capacity,
    level: 'confirmed',
    officeName: staff.office.zh,
    windowName: staff.counter.zh,
    handlesApplications: staff.handlesApplications,
    reviewsPlaces: staff.reviewsPlaces,
  }
  useSession.getState().signIn({ who, tokens: { accessToken, refreshToken } })
  return staff
}
export const unlockScreen = (proof: StaffUnlock) => request(`${BASE}/staff-sessions/unlock`, { method: 'POST', body: proof })
export const savePin = (pin: string) => request(`${BASE}/staff-sessions/pin`, { method: 'POST', body: { pin } })
export const endStaffSession = () => request(`${BASE}/staff-sessions/end`, { method: 'POST', body: {} })
export const answerComplaint = (id: string, text: string) =>
  request(`${complaintsBase}/${id}/answers`, { method: 'POST', body: { text }, schema: parserOf(ComplaintView) })

export const devicesPath = (state: StaffDeviceView['state']): string => `${BASE}/staff-devices?state=${state}&limit=50`
export const devicesSchema = parserOf(StaffDevicePage)
export const fetchEarlierDevices = (state: StaffDeviceView['state']) => (after: string) =>
  request(`${BASE}/staff-devices`, { query: { state, limit: 50, after }, schema: devicesSchema })
export const decideDevice = ({ id, approve }: { id: string; approve: boolean }) =>
  request(`${BASE}/staff-devices/${id}/${approve ? 'approvals' : 'removals'}`, { method: 'POST', body: {}, schema: parserOf(StaffDeviceView) })

export const colleaguesPath = `${BASE}/staff/colleagues`
export const colleaguesSchema = parserOf(ColleagueList)
export const deputiesPath = `${BASE}/staff-deputies?limit=20`
export const deputiesSchema = parserOf(DeputyPage)
export const fetchEarlierDeputies = (after: string) => request(`${BASE}/staff-deputies`, { query: { limit: 20, after }, schema: deputiesSchema })
export const nameDeputy = (body: NameDeputy, key: string) =>
  request(`${BASE}/staff-deputies`, { method: 'POST', body, idempotencyKey: key, schema: parserOf(DeputyView) })
export const endDeputy = (id: string) => request(`${BASE}/staff-deputies/${id}/ends`, { method: 'POST', body: {}, schema: parserOf(DeputyView) })
