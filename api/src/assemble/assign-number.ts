import type { NewNumber } from '../features/applications'
import type { BirthRegister } from '../features/real-name'
import type { People } from './people'

const SEXES: Readonly<Record<string, 'male' | 'female'>> = { 男: 'male', 女: 'female', male: 'male', female: 'female' }

/**
 * 赋码: a newborn is known by his birth certificate until he is registered. The register enters the birth and gives a number; the holder's record
 * gets it beside the certificate, and one that somebody made under the number meanwhile becomes one with it: nothing is rewritten, no history lost.
 */
export const createAssignNumber = ({ holders, births }: { holders: People['holders']; births: BirthRegister }) =>
  async function assignNumber({ subjectId, applicantId, name, bornOn, sex: written }: NewNumber): Promise<void> {
    const holder = await holders.get(subjectId)
    const current = holders.factsOf(holder).documents.filter((document) => document.current)
    if (current.some(({ type }) => type === 'residentId')) return
    const certificate = current.find(({ type }) => type === 'birthCertificate')
    const sex = SEXES[written]
    if (!certificate || !sex) throw new Error('a birth that cannot be entered')
    const number = await births.enter({ certificate: certificate.number, name, bornOn, sex })
    const actor = { personId: applicantId, capacity: 'guardian' as const }
    const done = await holders.establish({
      personId: subjectId,
      person: { name, documentType: 'residentId', number, bornOn },
      proof: 'window',
      deviceId: null,
      actor,
    })
    if (done.outcome !== 'passed') throw new Error('a newborn could not be given his number')
  }
