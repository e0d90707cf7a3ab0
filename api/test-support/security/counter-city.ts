import { createCodeMint, type LoadCode } from './load-codes'
import { licenceOf, show, signInCitizen, signInStaff, type SignedInPerson } from './people'
import { openProcessCity } from './process-city'

/** A city with somebody who shows her driving licence at the vehicle office, two who verify there, and as many codes as wanted. */
export async function openCounterCity(options: Parameters<typeof openProcessCity>[0]) {
  const city = await openProcessCity(options)
  try {
    const phone = city.clients[0]!
    const citizen = await signInCitizen(phone, { smsUrl: city.urls.sms!, id: 'wangXiaomei' })
    const clerks: SignedInPerson[] = [await signInStaff(phone, 'chenjing'), await signInStaff(phone, 'xulan')]
    const licenceId = await licenceOf(phone, citizen, 'drivingLicence')
    const original = await show(phone, citizen, licenceId)
    const copy = createCodeMint({ db: city.db, keyDir: city.keyDir, publicBase: city.bases[0]! })
    const mint = (count: number): Promise<LoadCode[]> => copy(original.id, count)
    return { ...city, citizen, clerks, licenceId, mint }
  } catch (cause) {
    await city.stop()
    throw cause
  }
}
export type CounterCity = Awaited<ReturnType<typeof openCounterCity>>
