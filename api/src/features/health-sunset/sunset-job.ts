import type { ErasureProof } from '@zsb/shared/health-code'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import type { EraseService } from '../../platform/erasure/erase.service'
import type { ErasableKeyStore } from '../../platform/erasure/erasable-keys.model'
import { boundsOf } from '../../platform/erasure/period'
import type { RecordKind } from '../../platform/erasure/record-kind'
import type { RecordStore } from '../../platform/erasure/records.model'
import { KEPT } from './what-is-kept'
import type { Step, Sunset, SunsetStore } from './sunsets.store'

interface Parts {
  store: SunsetStore
  kinds: readonly RecordKind[]
  records: Pick<RecordStore, 'count' | 'takeSome'>
  keys: Pick<ErasableKeyStore, 'list'>
  eraseLiving: EraseService['eraseLiving']
  /** The last act about a subject and its place in the audit chain, which it has not at once; null where there is none. */
  findAct: (act: { action: string; subjectId: string }) => Promise<{ seq: number | null; hash: string | null } | null>
  /** Signs a proof by the key of proofs. */
  signProof: (proof: ErasureProof) => string
  /** Both signatures, looked at before anything is destroyed. */
  isSigned: (sunset: Sunset) => boolean
  /** One that nobody signed was in the way. */
  closeForged: (sunset: Sunset) => Promise<boolean>
  /** What is done for people before the records of a kind go, until there is nothing left to do. */
  before?: Readonly<Record<string, () => Promise<number>>>
  now: () => Date
  batch?: number
}

/** Records that go in one transaction. */
const BATCH = 1_000
/** Who was let in before the signature has written what he had to write: whatever comes in until then goes too. */
export const SETTLED_AFTER_MS = 5_000
const FOREVER = new Date(8_640_000_000_000_000)
const ERASED_ACT = 'healthCode.erased'

export type SunsetJob = ReturnType<typeof createSunsetJob>

/**
 * Works a signed sunset off 销毁: kind by kind the keys go first, so that nothing can be read any more, in no process and from no backup, then the
 * records, counted in the transaction that takes them. A round that was killed is done again and counts nothing twice. Then the proof.
 */
export function createSunsetJob({
  store,
  kinds,
  records,
  keys,
  eraseLiving,
  findAct,
  signProof,
  isSigned,
  closeForged,
  before: farewell = {},
  now,
  batch = BATCH,
}: Parts) {
  const kindOf = (code: string): RecordKind => {
    const kind = kinds.find((each) => each.code === code)
    if (!kind) throw new Error(`no kind ${code}`)
    return kind
  }
  const dueOn = ({ decidedAt }: Sunset, { afterDays }: Step) => addDays(toCalendarDate(decidedAt!), afterDays)
  const settledAt = ({ decidedAt }: Sunset) => new Date(decidedAt!.getTime() + SETTLED_AFTER_MS)

  /** One step further; answers how much was done, none when there is nothing to do now. */
  async function round(): Promise<number> {
    const sunset = await store.findOpen()
    if (!sunset) return 0
    if (!isSigned(sunset)) {
      // It destroys nothing, and stops nobody from switching off; the nightly check goes on naming it while the code is on.
      await closeForged(sunset)
      return 0
    }
    const today = toCalendarDate(now())
    const waits: number[] = []
    for (const [no, step] of sunset.steps.entries()) {
      if (step.state === 'erased' || dueOn(sunset, step) > today) continue
      const done = await workOn(sunset, step, no)
      if (done > 0) return done
      waits.push(no)
    }
    return waits.length > 0 ? 0 : publish(sunset)
  }

  /** Whether anything that is due is there still, or its proof is not published. */
  async function isErasing(): Promise<boolean> {
    const sunset = await store.findOpen()
    const today = toCalendarDate(now())
    const due = sunset?.steps.filter((step) => dueOn(sunset, step) <= today) ?? []
    return sunset !== null && isSigned(sunset) && (due.some(({ state }) => state !== 'erased') || sunset.proven < due.length)
  }

  async function workOn(sunset: Sunset, step: Step, no: number): Promise<number> {
    const { _id: id, documentNumber } = sunset
    const kind = kindOf(step.kind)
    const settled = now() >= settledAt(sunset)
    // Nothing is collected while it is off: what bears a later time, by whichever clock, goes too, where nothing new can have come meanwhile.
    const which = settled && step.afterDays === 0 ? {} : { before: settledAt(sunset) }
    if (step.state === 'waiting') {
      const total = await sum(kind.records.map((place) => records.count(place, which)))
      await store.beginStep({ id, step: no, total, texts: await countTexts(kind) })
    }
    const said = (await farewell[kind.code]?.()) ?? 0
    if (said > 0) return said
    if (kind.sealedUnder) await eraseLiving({ kind: kind.sealedUnder, madeUntil: which.before ?? FOREVER, because: documentNumber })
    for (const place of kind.records) {
      const taken = await store.takeSome({ id, step: no, take: (session) => records.takeSome(place, { ...which, limit: batch }, session as never) })
      if (taken > 0) return taken
    }
    if (!settled || (await sum(kind.records.map((place) => records.count(place, which)))) > 0) return 0
    await store.finishStep({ id, step: no })
    return 1
  }

  /** Lines that stay and lose their text: those sealed under keys that are living still. */
  async function countTexts({ sealedUnder, texts = [] }: RecordKind): Promise<number> {
    const living = (await keys.list()).filter(({ kind, wrapped }) => kind === sealedUnder && wrapped !== null)
    const [oldest] = living.map(({ period }) => period).sort()
    return oldest ? sum(texts.map((place) => records.count(place, { from: boundsOf(oldest).from }))) : 0
  }

  /** First the act gets its place in the chain, then the proof names it. */
  async function publish(sunset: Sunset): Promise<number> {
    const { _id: id, proven, proofs, steps } = sunset
    const erased = steps.filter(({ state }) => state === 'erased')
    if (erased.length <= proven) return 0
    const no = proofs + 1
    const proofId = `${id}.${no}`
    const act = await findAct({ action: ERASED_ACT, subjectId: proofId })
    if (act?.seq == null || act.hash === null) {
      const facts = { sunsetId: id, ...Object.fromEntries(erased.map(({ kind, periods }) => [kind, recordsOf(periods)])) }
      if (!act) await store.recordErased({ action: ERASED_ACT, actor: null, subjectId: proofId, facts })
      return 0
    }
    const chain = { seq: act.seq, hash: act.hash }
    const proof = await toProof(sunset, { no, chain })
    const published = { action: 'healthCode.proofPublished', actor: null, subjectId: proofId, facts: { sunsetId: id, no } }
    const stored = { _id: proofId, at: new Date(proof.erasedAt), proof, token: signProof(proof) }
    return (await store.publish({ id, no, proven: erased.length, finished: erased.length === steps.length, proof: stored, act: published })) ? 1 : 0
  }

  async function toProof(sunset: Sunset, { no, chain }: Pick<ErasureProof, 'no' | 'chain'>): Promise<ErasureProof> {
    const { _id: id, documentNumber, decidedAt, steps } = sunset
    const destroyed = (await keys.list()).filter(({ erasedAt }) => erasedAt !== null && erasedAt >= decidedAt!)
    const sealedUnder = (step: Step) => kindOf(step.kind).sealedUnder
    /** Of kinds that lie under the same keys, the first one says them. */
    const keysOf = (step: Step): number =>
      steps.find((each) => sealedUnder(each) === sealedUnder(step)) === step ? destroyed.filter(({ kind }) => kind === sealedUnder(step)).length : 0
    const named = ({ kind: code }: Step) => {
      const { zh, en } = kindOf(code)
      return { kind: code, zh, en }
    }
    return {
      sunset: id,
      no,
      documentNumber,
      switchedOffAt: decidedAt!.toISOString(),
      erasedAt: now().toISOString(),
      kinds: steps
        .filter(({ state }) => state === 'erased')
        .map((step) => ({
          ...named(step),
          records: recordsOf(step.periods),
          texts: step.texts,
          keys: keysOf(step),
          periods: Object.entries(step.periods)
            .sort(([one], [other]) => one.localeCompare(other))
            .map(([period, { records: count, from, until }]) => ({ period, records: count, from: toCalendarDate(from), until: toCalendarDate(until) })),
        })),
      later: steps.filter(({ state }) => state !== 'erased').map((step) => ({ ...named(step), dueOn: dueOn(sunset, step) })),
      kept: KEPT,
      chain,
    }
  }

  return { round, isErasing }
}

const sum = async (counts: readonly Promise<number>[]): Promise<number> => (await Promise.all(counts)).reduce((all, one) => all + one, 0)
export const recordsOf = (periods: Step['periods']): number => Object.values(periods).reduce((all, { records }) => all + records, 0)
