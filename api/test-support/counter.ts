import mongoose from 'mongoose'
import type { Verdict } from '@zsb/shared/verification'
import type { LicenceCardView, WalletView } from '@zsb/shared/licence'
import type { PresentationView } from '@zsb/shared/presentation'
import type { SignedIn } from './whole-api'

/** One card of somebody's wallet, gathered from the libraries on the first look. */
export async function cardOf(holder: SignedIn, type: string): Promise<LicenceCardView> {
  const { items } = (await holder.get('/licences').expect(200)).body as WalletView
  const card = items.find((candidate) => candidate.type === type)
  if (!card) throw new Error(`no ${type} in the wallet`)
  return card
}

/** What a holder shows on an occasion: exactly what it requires, and more when asked for. */
export async function show(
  holder: SignedIn,
  { licenceId, scene = 'vehicleOffice', also = [], replaces }: { licenceId: string; scene?: string; also?: string[]; replaces?: string },
): Promise<PresentationView> {
  const options = (await holder.get(`/presentation-options/${licenceId}`).expect(200)).body as {
    scenes: { code: string; required: { code: string }[] }[]
  }
  const fields = options.scenes.find(({ code }) => code === scene)!.required.map(({ code }) => code)
  const body = { licenceId, scene, fields: [...fields, ...also], ...(replaces && { replaces }) }
  return (await holder.post('/presentations', body).expect(201)).body as PresentationView
}

/** A clerk scans. */
export const scan = async (
  clerk: SignedIn,
  code: string,
  { scene = 'vehicleOffice', purpose = 'identifyForService' }: { scene?: string; purpose?: string } = {},
): Promise<Verdict> => (await clerk.post('/verifications', { code, scene, purpose, method: 'camera' }).expect(200)).body as Verdict

/** As if a face had just been checked on this device; far enough ahead for a clock that a test has moved. */
export async function proveByFace({ personId, sessionId }: Pick<SignedIn, 'personId' | 'sessionId'>): Promise<void> {
  const session = await mongoose.connection.collection<{ _id: string; device: { id: string } }>('sessions').findOne({ _id: sessionId })
  const at = new Date(Date.now() + 3_600_000)
  const check = { _id: `face-${sessionId}`, personId, deviceId: session!.device.id, claimIndex: '', state: 'passed', startedAt: at, expiresAt: at }
  await mongoose.connection.collection<{ _id: string }>('face_checks').insertOne({ ...check, settledAt: at, spentAt: null } as never)
}

/** Sets a 亮证密码 or enters it: sensitive types can be shown for the next ten minutes. */
export async function unlock(holder: SignedIn, password = '135790'): Promise<void> {
  const { passwordSet } = (await holder.get('/presentation-password').expect(200)).body as { passwordSet: boolean }
  if (!passwordSet) await proveByFace(holder)
  await (passwordSet ? holder.post('/presentation-password/unlocks', { password }) : holder.put('/presentation-password', { password })).expect(200)
}
