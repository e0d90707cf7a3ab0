import type { Log } from '../../platform/log/log'
import { isApproved, isSamePerson } from '../../platform/second-person/second-person'
import type { LicenceSeal } from './licence-seal'
import type { HistoryEntry, LicenceRecord, LicenceStore } from './licences.store'
import { shownHashOf } from './second-signature'
import type { StateChange, StateChangeStore } from './state-changes.store'

/** A state that its history does not lead to. Ids only. */
export interface UnexplainedState {
  licenceId: string
  /**
   * Where the history breaks off, its end is another state, an act of staff has no change asked for, or such a change no act; and where
   * two persons are needed: nobody signed, the first one signed again, or the signature does not stand under what was changed.
   */
  problem: 'gap' | 'stateDiffers' | 'changeMissing' | 'secondPersonMissing' | 'samePerson' | 'signatureInvalid' | 'entryMissing'
}

interface Parts {
  store: Pick<LicenceStore, 'walkStates'>
  changes: Pick<StateChangeStore, 'listDoneOf'>
  /** How many persons a move of a type needs; null where the type knows no such move. */
  personsFor: (record: Pick<LicenceRecord, 'type' | 'typeVersion'>, action: string) => number | null
  seal: Pick<LicenceSeal, 'openText'>
  /** Blind indexes of a person's documents: one natural person keeps them whatever account he uses. */
  indexesOf: (personId: string) => Promise<string[]>
  /** Keyed digest that stands for a signature. */
  sign: (text: string) => string
  log: Log
}

/** History beyond this was cut off at the front (licences.model.ts), and what came before cannot be replayed. */
const HISTORY_KEPT = 200

/**
 * Replays every licence's history against its state 夜间重算 (R17): whoever changes a state without the two things that explain it,
 * an entry and, for an act of staff, a signed change, is found the next night.
 */
export function createRecomputeStates({ store, changes, personsFor, seal, indexesOf, sign, log }: Parts) {
  async function recompute(): Promise<{ licences: number; unexplained: UnexplainedState[] }> {
    const unexplained: UnexplainedState[] = []
    let licences = 0
    for await (const record of store.walkStates()) {
      licences += 1
      const problem = replay(record) ?? (await compareWithChanges(record))
      if (problem) unexplained.push({ licenceId: record._id, problem })
    }
    if (unexplained.length > 0) log.error('licences.unexplainedStates', { count: unexplained.length })
    return { licences, unexplained }
  }

  async function compareWithChanges(record: Replayed): Promise<UnexplainedState['problem'] | null> {
    const done = await changes.listDoneOf(record._id)
    const acts = record.history.filter(({ by, from, to }) => by === 'staff' && from !== to)
    const fits = (entry: HistoryEntry, { action, from, to, decidedAt }: StateChange) =>
      action === entry.action && from === entry.from && to === entry.to && decidedAt?.getTime() === entry.at.getTime()
    for (const entry of acts) {
      const change = done.find((candidate) => fits(entry, candidate))
      if (!change) return 'changeMissing'
      if (personsFor(record, entry.action) === 2 && !change.approver) return 'secondPersonMissing'
      const problem = change.approver && (await judgeSignature(change, change.approver, entry))
      if (problem) return problem
    }
    const isWhole = record.history.length < HISTORY_KEPT
    return isWhole && done.some((change) => !acts.some((entry) => fits(entry, change))) ? 'entryMissing' : null
  }

  /** Whoever writes into the database has no key: a signature that was made up or moved to another change does not verify. */
  async function judgeSignature(change: StateChange, approver: Approver, { revision }: HistoryEntry): Promise<'samePerson' | 'signatureInvalid' | null> {
    if (await isSamePerson({ asker: change.asker, approver, indexesOf })) return 'samePerson'
    const reason = openReason(change)
    if (reason === null || change.decidedAt === null) return 'signatureInvalid'
    const shownHash = shownHashOf({ change, licence: { revision }, reason })
    return isApproved(approver, { shownHash, at: change.decidedAt, sign }) ? null : 'signatureInvalid'
  }

  function openReason({ reason, _id }: StateChange): string | null {
    try {
      return seal.openText(reason, 'stateChange', _id)
    } catch {
      return null
    }
  }

  return { recompute }
}

type Approver = NonNullable<StateChange['approver']>
export type Replayed = Pick<LicenceRecord, '_id' | 'type' | 'typeVersion' | 'state' | 'firstState' | 'history'>

function replay({ state, firstState, history }: Replayed): 'gap' | 'stateDiffers' | null {
  let reached = history.length < HISTORY_KEPT ? firstState : undefined
  for (const { from, to } of history) {
    if (reached !== undefined && from !== reached) return 'gap'
    reached = to
  }
  return reached === undefined || reached === state ? null : 'stateDiffers'
}
