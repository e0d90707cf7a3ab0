import { answersOfPart, applicableMaterials, readyParts, type BundlePart } from '@zsb/shared/joint-application'
import { toCalendarDate } from '@zsb/shared/time'
import type { ContentService } from '../content'
import type { CaseOfPart, JointCases, StoredMaterial } from '../applications'
import type { OwnedLicence } from '../presentations'
import { contentOf, guidingOf } from './joint-content'
import { factsOf } from './joint-facts'
import type { JointSeal } from './joint-seal'
import type { JointRecord, JointStore } from './joint.store'
import { applicantOf, principalFor } from './owners'
import { holding, untilHeld } from './round'

interface Parts {
  store: Pick<JointStore, 'find' | 'holdRound' | 'noteLost'>
  seal: JointSeal
  content: Pick<ContentService, 'bundle' | 'serviceItem' | 'form'>
  cases: Pick<JointCases, 'begin' | 'listOf'>
  findOwned: (query: { licenceId: string; subjectId: string; capacity: JointRecord['capacity'] }) => Promise<OwnedLicence | null>
  now: () => Date
}
export type Advance = ReturnType<typeof createAdvance>

/**
 * Begins every part whose time has come: its licences are there, its second persons have consented, nothing stops it. Asked after whatever could have
 * changed that, as often as one likes and by any process: a part begins once.
 */
export function createAdvance({ store, seal, content, cases, findOwned, now }: Parts) {
  return async function advance(jointId: string): Promise<void> {
    while (await untilHeld(() => beginNext(jointId)));
  }

  /** False when none is ready. */
  async function beginNext(jointId: string): Promise<boolean> {
    const record = await store.find(jointId)
    if (!record?.submittedAt) return false
    const { bundle, itemOf, formOf } = contentOf(record, content)
    const answers = seal.open(record.answers, jointId)
    const guiding = guidingOf(bundle, answers)
    const known = await cases.listOf(jointId)
    const facts = factsOf({ record, bundle, guiding, cases: known }, toCalendarDate(now()))
    const [code] = readyParts(facts)
    const part = bundle.parts.find((each) => each.code === code)
    if (!part) return false
    const applied = applicantOf(record)
    const given = applicableMaterials(bundle, guiding).filter(({ goesTo }) => goesTo.some((target) => target.part === part.code))
    const waited = given.some(({ from }) => from.kind !== 'own')
    const { materials, lost } = await materialsOf(part, given, { record, known })
    if (lost.length > 0) {
      await store.noteLost({ id: jointId, round: record.round, lost, at: now() })
      return true
    }
    await cases.begin({
      joint: { id: jointId, part: part.code, collectedAt: bundle.oneDelivery?.office ?? null },
      item: itemOf(part.item),
      form: formOf(part.form),
      handedInOn: toCalendarDate(record.submittedAt),
      principal: principalFor(part.for, applied),
      answers: answersOfPart(part, answers),
      contested: { fields: part.fields, contests: seal.openContests(record.contested, jointId) },
      materials,
      ...(record.confirmed && { confirmed: record.confirmed.how, sheet: record.confirmed.sheet }),
      byItself: waited,
      alongside: holding(store, record),
    })
    return true
  }

  /** Each material of a part under the name its item has for it, wherever it came from; and the parts whose licence has lapsed since they ended with it. */
  async function materialsOf(
    part: BundlePart,
    given: ReturnType<typeof applicableMaterials>,
    { record, known }: { record: JointRecord; known: readonly CaseOfPart[] },
  ): Promise<{ materials: StoredMaterial[]; lost: string[] }> {
    const covered = [...record.materials, ...record.consents.flatMap(({ materials }) => materials)]
    const subjectId = part.for === 'applicant' ? record.applicantId : record.subjectId
    const taken = await Promise.all(
      given.map(async ({ code, from }) => {
        if (from.kind !== 'part') return covered.find((each) => each.code === code) ?? null
        const giver = known.find((each) => each.part === from.part)
        return giver?.licenceId ? handedOver(giver.licenceId, { giver, record }) : null
      }),
    )
    const lost = given.flatMap(({ from }, i) => (from.kind === 'part' && !taken[i] ? [from.part] : []))
    const materials = given.flatMap(({ goesTo }, i) => {
      const material = taken[i]
      if (!material) return []
      const { holderId, ...rest } = material
      const own = { ...rest, ...(holderId !== undefined && holderId !== subjectId && { holderId }) }
      return goesTo.flatMap((target) => (target.part === part.code ? [{ ...own, code: target.material }] : []))
    })
    return { materials, lost }
  }

  /**
   * The licence another part ended with 证照流转, as the registry has it now; null where it is not valid any more.
   * @throws Error while the registry does not have it: it is tried again
   */
  async function handedOver(licenceId: string, { giver, record }: { giver: CaseOfPart; record: JointRecord }): Promise<StoredMaterial | null> {
    const licence = await findOwned({ licenceId, subjectId: giver.subjectId, capacity: record.capacity })
    if (!licence) throw new Error('a licence that is handed over cannot be read')
    const { revision, typeCode, meaning } = licence
    if (meaning !== 'valid') return null
    return { code: '', kind: 'licence', ref: `${licenceId}@${revision}`, at: now(), licenceType: typeCode, holderId: giver.subjectId }
  }
}
