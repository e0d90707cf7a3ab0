import type { WindowConfirmation } from '@zsb/shared/application'
import type { StoredMaterial, StoredSitting } from '../applications'
import type { Act } from '../holders'

/** What was asked of a second person 另一方授权, and what he said; what he authorised stands with it. */
export interface JointConsent {
  id: string
  role: string
  /** Blind index of the document he is found by: he need not have signed in before. */
  index: string
  /** Calendar day in Asia/Shanghai. */
  askedOn: string
  answer: 'given' | 'declined' | null
  /** Who answered; null until then. */
  personId: string | null
  answeredAt: Date | null
  /** Whoever has that number wanted to agree, and is not called what was typed; null or absent while nobody has. */
  somebodyElseAt?: Date | null
  /** By material of the bundle. */
  materials: StoredMaterial[]
  /** He signed 授权书 at a window instead of answering on his phone: before whom, and the scanned sheet; absent where he did not. */
  signed?: SignedConsent
}

/** A consent given on paper before a clerk. */
export interface SignedConsent {
  staffId: string
  office: string
  sheet: readonly string[]
}

/** Handed in at a window 窗口代办: how the applicant confirmed it, and the sheet 确认单 he signed. */
export interface JointConfirmation {
  how: WindowConfirmation
  sheet: readonly string[]
}

/** What the applicant said when something went wrong. */
export interface JointDecision {
  /** `troubleKey`. */
  key: string
  said: 'stop' | 'goOn'
  at: Date
}

/** A version of content that was in force when it was handed in. */
export interface ContentInForce {
  kind: 'serviceItem' | 'form'
  code: string
  version: number
}

/** A joint application 联办: shared answers, materials, consents and decisions. Where it stands follows from its parts (spine.md). */
export interface JointRecord {
  _id: string
  /** Content it began with. */
  bundle: string
  bundleVersion: number
  /** Items and forms of its parts as they were when it was handed in: they begin with these, weeks later; empty in a draft. */
  inForce: ContentInForce[]
  subjectId: string
  applicantId: string
  capacity: 'self' | 'guardian' | 'agent'
  isDraft: boolean
  /** Counts every change; a change names the one it was made from. */
  version: number
  /** Counts what its parts go by, consents and decisions and parts begun: a part begins under the one it was decided by. */
  round: number
  /** Guiding answers and form, encrypted JSON; in a draft nothing that has a source. */
  answers: string
  /** Fields whose value was taken from its source when it was handed in. */
  sourced: string[]
  /** 信息有误, encrypted JSON of `ContestedField[]` by field of the one form; null or absent where nothing was said to be wrong. */
  contested?: string | null
  /** By material of the bundle; of second persons and parts none. */
  materials: StoredMaterial[]
  consents: JointConsent[]
  decisions: JointDecision[]
  /** Parts whose licence was not valid any more when the next were to begin with it: it is handed over to nobody. Absent where none was. */
  lost?: string[]
  /** 撤回 of the whole; null or absent while it is not. */
  withdrawnAt?: Date | null
  /** Null or absent while nobody acts in the applicant's place. */
  sitting?: StoredSitting | null
  /** Absent where he handed it in himself. */
  confirmed?: JointConfirmation
  /** Day on which time alone may have changed something for it; null in a draft, and once all has ended. */
  lookOn: string | null
  startedAt: Date
  submittedAt: Date | null
  lastAt: Date
}

/** 窗口接手, and what is put before the applicant: her phone is told, no part goes by it. */
export type ToldOfWindow = 'takenOver' | 'askedToConfirm'

export interface JointChange {
  id: string
  version: number
  set: Partial<JointRecord>
  /** Only while this trouble is undecided. */
  decide?: JointDecision
  act: Act
  /** Why the parts are to be looked at again, or what the applicant is told of a window; null where nothing follows. */
  tell: 'submitted' | 'decided' | 'withdrawn' | ToldOfWindow | null
  /** Whatever else must hold, in its transaction: throwing stops all of it. */
  alongside?: (tx: unknown) => Promise<void>
}

export interface JointStore {
  /** Null when the person has an open draft of this bundle already. */
  add: (record: JointRecord, act: Act) => Promise<JointRecord | null>
  find: (id: string) => Promise<JointRecord | null>
  findDraft: (query: { subjectIds: readonly string[]; bundle: string }) => Promise<JointRecord | null>
  listOf: (query: { subjectIds: readonly string[]; after: string | null; limit: number }) => Promise<{ items: JointRecord[]; next: string | null }>
  /** One transaction: change, audit, message. Null when it has changed since `version`. */
  change: (change: JointChange) => Promise<JointRecord | null>
  /** Those that ask somebody, by the indexes of his documents, newest first. */
  listAsking: (query: { indexes: readonly string[]; limit: number }) => Promise<JointRecord[]>
  findByConsent: (consentId: string) => Promise<JointRecord | null>
  /** One transaction. Null when it was answered meanwhile: `from` is what it was. */
  answer: (answer: {
    consentId: string
    from: JointConsent['answer']
    set: Partial<JointConsent>
    at: Date
    act: Act
    /** Whatever else must hold, in its transaction: throwing stops all of it. */
    alongside?: (tx: unknown) => Promise<void>
  }) => Promise<JointRecord | null>
  /** One transaction, once: whoever has that number is not the one who was meant. */
  noteSomebodyElse: (note: { consentId: string; at: Date; act: Act }) => Promise<void>
  /** Those to be looked at by now, the longest due first. */
  listToLook: (query: { today: string; limit: number }) => Promise<{ _id: string }[]>
  /** Nobody's change: the version stays. */
  setLook: (look: { id: string; lookOn: string | null }) => Promise<void>
  /** One transaction. Nothing where consents, decisions or parts have changed since `round`. */
  noteLost: (note: { id: string; round: number; lost: readonly string[]; at: Date }) => Promise<void>
  /** In the transaction of a part that begins: false when consents or decisions have changed since `round`. */
  holdRound: (tx: unknown, query: { id: string; round: number }) => Promise<boolean>
}
