import type { Session } from '../../src/features/sessions'
import type { StaffAccount } from '../../src/features/staff'
import type { Holder } from '../../src/features/holders'

/** A clerk of the vehicle office, signed in this morning. */
export function buildClerk(id: string, at: Date): { holder: Holder; account: StaffAccount; session: Session } {
  const words = { zh: '车管所', en: 'Vehicle office' }
  const later = new Date(at.getTime() + 8 * 3_600_000)
  const holder: Holder = {
    _id: `P${id}`,
    kind: 'person',
    nameSealed: null,
    bornOnSealed: null,
    phoneSealed: null,
    phoneIndex: null,
    documents: [],
    documentIndexes: [`clerk-${id}`],
    level: 'confirmed',
    levelBy: 'window',
    levelSince: at,
    claim: null,
    devices: [],
    frozenAt: null,
    mergedInto: null,
    version: 1,
    createdAt: at,
  }
  const account: StaffAccount = {
    _id: `ST${id}`,
    personId: holder._id,
    username: `clerk-${id}`,
    passwordHash: '',
    totpSealed: '',
    totpStep: 0,
    capacity: 'clerk',
    department: words,
    office: { id: 'OFFICE-VEHICLE-01', ...words },
    counter: words,
    region: '990102',
    relyingPartyCode: 'vehicleOffice',
    state: 'active',
    anyDevice: true,
    createdAt: at,
  }
  const session: Session = {
    _id: `S${id}`,
    kind: 'staff',
    personId: holder._id,
    staffId: account._id,
    method: 'staff',
    device: { id: `D${id}`, name: 'PC', platform: 'h5' },
    sequence: 0,
    rotatedAt: at,
    startedAt: at,
    lastUsedAt: at,
    idleUntil: later,
    endsAt: later,
    endedAt: null,
    endReason: null,
    activeAt: at,
    pinHash: null,
    pinFailures: 0,
  }
  return { holder, account, session }
}

/** A clerk's access token lives ten minutes and serves every scan meanwhile; his phone renews it a little earlier. */
const RENEWED_AFTER_MS = 8 * 60_000

/** What is issued, until it is to be issued anew. */
export function renewed<T>(issue: (at: Date) => T): (at: Date) => T {
  let issued: { at: Date; value: T } | null = null
  return (at) => {
    if (!issued || at.getTime() - issued.at.getTime() > RENEWED_AFTER_MS) issued = { at, value: issue(at) }
    return issued.value
  }
}
