import type { ApplicationAction, ApplicationStatus, MaterialKind, Mover, Progress, QueueShown, WindowConfirmation, WindowHow } from '@zsb/shared/application'
import type { PaperCode } from '@zsb/shared/paper'
import type { Act } from '../holders'
import type { StoredPromise } from './gap-promise'

/** How one material is covered 材料: kind of source and what it points at. */
export interface StoredMaterial {
  code: string
  kind: MaterialKind
  /** `licenceId@revision`, the id of a check, or null for a commitment, whose text stands in the item's version, and for paper over the counter. */
  ref: string | null
  /** Files 上传件 it is covered with. */
  uploads?: string[]
  at: Date
  /** Type of the licence; absent where it was taken before this was kept. */
  licenceType?: string
  /** Whose licence it is where it is not the subject's. */
  holderId?: string
  /** The second person who authorised it 另一方授权; absent where whoever applies did. */
  authorisedBy?: string
}

/** The part of a joint application 联办子项 that a case is. */
export interface JointPart {
  id: string
  part: string
  /** The office whose window hands over its result with those of the other parts 统一出件; null or absent where its own office does. */
  collectedAt?: string | null
}

/** A paper 文书 that a move made: the version of its template, and what it states, encrypted. */
export interface StoredPaper {
  code: PaperCode
  version: number
  facts: string
}

/** A result that goes by post 邮寄: what the post says of it, and when it is asked next; null once nothing more is to be asked. */
export interface StoredPost {
  /** 运单号; null until the post has taken it. */
  waybill: string | null
  /** Encrypted JSON of `Trace[]`. */
  traces: string | null
  askAt: Date | null
  /** How often running it could not be asked, and would not take the letter; absent where never. */
  failures?: number
  refusals?: number
  /** Other cases whose results lie in the same letter 统一出件; absent where it is one by itself. */
  with?: readonly string[]
}

/** What passes a case on without moving it: 转交承办人, 转办, 窗口接手. */
export type CaseStep = 'assign' | 'transfer' | 'takeOver'

/** What a clerk puts before the applicant 请申请人确认, as it stood at this version of the case. */
export interface StoredAsking {
  confirm: WindowConfirmation
  version: number
  /** Encrypted: the answers, materials and promises that are handed in once he has confirmed them. */
  sealed: string
}

/** A clerk acts in the applicant's place 窗口代办, at this office and until then. */
export interface StoredSitting {
  staffId: string
  office: string
  how: WindowHow
  since: Date
  until: Date
  asked: StoredAsking | null
}

/** One move of the history 办理过程; what the office wrote is encrypted. */
export interface StoredEvent {
  at: Date
  action: ApplicationAction | CaseStep
  status: ApplicationStatus
  by: Mover
  /** Who made it: a person, or a member of staff; null for the clock. */
  actorId: string | null
  note: string | null
  /** Null where the move makes none; absent in moves made before papers were. */
  paper?: StoredPaper | null
  /** Account of the absent officer he stood in for 代理; null or absent where none. */
  deputyFor?: string | null
  /** Handed in at the window, and how the applicant confirmed it; absent elsewhere. */
  confirmed?: WindowConfirmation
  /** Files of the sheet 确认单 he signed; absent where none was scanned. */
  sheet?: readonly string[]
}

/** Whether anything may still happen 在办: a draft, an open case, or one that is over. */
export type CaseState = 'draft' | 'open' | 'over'

/** A case 办件: one state, one clock list, one history (spine.md). */
export interface ApplicationRecord {
  _id: string
  number: string | null
  /** Content the case began with. */
  item: string
  itemVersion: number
  form: string
  formVersion: number
  /** Relying party whose windows handle it 受理机构. */
  office: string
  /** Division 行政区划 it was filed for, as of the day it was handed in; the city's own in a draft. */
  region: string
  /** Account of the clerk who handles it 承办人; null or absent while nobody has taken it up. */
  assignedTo?: string | null
  subjectId: string
  /** Who filled it in: the subject, or who acts for him. */
  applicantId: string
  state: CaseState
  progress: Progress
  /** Counts every change; a change names the one it was made from. Days counted anew are none, so that they make nobody's page stale. */
  version: number
  /** Answers by field code, encrypted JSON; in a draft nothing that has a source. */
  answers: string
  /** Codes of the fields whose value was taken from its source when it was handed in; the others he typed himself. */
  sourced: string[]
  /** 信息有误, encrypted JSON of `ContestedField[]`; null or absent where nothing was said to be wrong. */
  contested?: string | null
  materials: StoredMaterial[]
  /** Materials asked for by 补正 with the reason of each, encrypted JSON; null while none are. */
  asked: string | null
  /** What he has committed himself to bring later 容缺; null or absent where nothing. */
  later?: StoredPromise | null
  /** 容缺到期提醒: owed while a material is, sent once; null or absent where nothing is owed. */
  gapReminder?: 'owed' | 'sent' | null
  history: StoredEvent[]
  /** Place in the queue: last day of the clock that ends first, and the id; null while the case is not open. */
  place: string | null
  /** First day on which the clock makes a move by itself. */
  clockOn: string | null
  /** Version of the calendar that `place`, `clockOn` and the kept deadlines were counted by, `china@1`; null while the case is not open. */
  calendar: string | null
  startedAt: Date
  submittedAt: Date | null
  lastAt: Date
  /** Day of the last 催办. */
  urgedOn: string | null
  /** The licence it ended with. */
  licenceId: string | null
  /** 取件码, encrypted; null or absent where nothing is fetched. */
  pickUpCode?: string | null
  /** Finds it by its code at its office while it waits to be fetched; null or absent before and after. */
  pickUpIndex?: string | null
  /** Null or absent where nothing goes by post. */
  post?: StoredPost | null
  /** What it is a part of; absent or null where it stands for itself. */
  joint?: JointPart | null
  /** First day on which its files are no longer kept 档案保管期限; null while it is not over, for ever, and once they are gone. */
  eraseFilesOn?: string | null
  /** Null or absent while nobody acts in the applicant's place. */
  sitting?: StoredSitting | null
}

/** What is written with a new case, in its transaction. */
export interface WithNewCase {
  tell: Change['tell']
  /** Whatever else must hold: throwing stops all of it. */
  alongside: (tx: unknown) => Promise<void>
}

/** Days of an open case counted anew: nobody's move, so its version stays. */
export interface Recount {
  /** As it was read; when any of its days was counted meanwhile nothing is changed. */
  record: Pick<ApplicationRecord, '_id' | 'version' | 'clockOn' | 'calendar'>
  set: Partial<Pick<ApplicationRecord, 'progress' | 'place' | 'clockOn' | 'calendar'>>
  /** Null where no day moved. */
  act: Act | null
}

/** Another case drew the same number on this day, or waits at this office under the same code 取件码. */
export class NumberTaken extends Error {}

export interface Change {
  id: string
  version: number
  set: Partial<ApplicationRecord>
  event?: StoredEvent
  act: Act
  tell?: { topic: string; key: string; ids: Record<string, string> }
  /** A change elsewhere that belongs to this one, in its transaction: what it throws stops both. */
  alongside?: (tx: unknown) => Promise<void>
}

export interface Page {
  after: string | null
  limit: number
}

export interface QueueQuery extends Page {
  office: string
  /** All of them where nothing is said. */
  show?: QueueShown
  /** Filed for this division and no other 按区; absent: wherever. */
  region?: string | undefined
  /** Accounts whose cases count as one's own: oneself and those one stands in for 代理. */
  staffIds?: readonly string[]
  today: string
}

export interface ApplicationStore {
  /** Null when the person has an open draft of this item already, the part of a joint application its case, or the number another one. */
  add: (record: ApplicationRecord, act: Act, more?: WithNewCase) => Promise<ApplicationRecord | null>
  find: (id: string) => Promise<ApplicationRecord | null>
  findByNumber: (number: string) => Promise<ApplicationRecord | null>
  findByPickUpIndex: (index: string) => Promise<ApplicationRecord | null>
  /** The first case of these applicants that carries a code 取件码 of this window for results of one whole 统一出件. */
  findCollected: (query: { applicantIds: readonly string[]; office: string }) => Promise<ApplicationRecord | null>
  findDraft: (query: { subjectIds: readonly string[]; item: string }) => Promise<ApplicationRecord | null>
  /** The cases of a joint application 联办, a part each. */
  listOfJoint: (jointId: string) => Promise<ApplicationRecord[]>
  listOf: (query: Page & { subjectIds: readonly string[] }) => Promise<{ items: ApplicationRecord[]; next: string | null }>
  /** Open cases of an office; `after` is the place of the last one seen. */
  listQueue: (query: QueueQuery) => Promise<{ items: ApplicationRecord[]; next: string | null }>
  /** Notes that the applicant urges, once a day, without a move: nobody's open case grows stale. False when he did today, or nothing is in hand. */
  urge: (query: { id: string; today: string; act: Act }) => Promise<ApplicationRecord | null>
  /** Open cases on which the clock may move on `today`. */
  listDue: (query: { today: string; limit: number }) => Promise<ApplicationRecord[]>
  /** Cases with materials owed 容缺 whose last day is `by` or before and whose applicant was not reminded yet. */
  listGapsEnding: (query: { by: string; limit: number }) => Promise<ApplicationRecord[]>
  /** One transaction: the reminder counts as sent, audit, message. Nothing where another was quicker. */
  remindOfGap: (reminder: { id: string; act: Act; tell: NonNullable<Change['tell']> }) => Promise<void>
  /** Cases of which the post is to be asked by now. */
  listToAskPost: (query: { at: Date; limit: number }) => Promise<ApplicationRecord[]>
  /**
   * What the post said of a letter that is still under way: nobody's move, so the version stays. `asked`: `askAt` as it was read; what another round has
   * written or done since stays.
   */
  notePost: (note: { id: string; asked: Date; post: StoredPost }) => Promise<void>
  /** Open cases counted by another version of the calendar than this one. */
  listCountedOtherwise: (query: { calendar: string; limit: number }) => Promise<ApplicationRecord[]>
  /** One transaction: days and audit. False when the case was moved or counted meanwhile. */
  recount: (recount: Recount) => Promise<boolean>
  /** Those of which no day moved, written together; one that was moved or counted meanwhile stays as it is. */
  recountUnmoved: (recounts: readonly Recount[]) => Promise<void>
  /** One transaction: state, event, audit, message. Null when the case has changed since `version`. @throws NumberTaken, and what `alongside` throws */
  change: (change: Change) => Promise<ApplicationRecord | null>
  recordRead: (act: Act) => Promise<void>
  /** Cases whose files are kept no longer than `today`. */
  listFilesDue: (query: { today: string; limit: number }) => Promise<ApplicationRecord[]>
  /** One transaction: the files, and on record. Nothing where the case goes on again, or another was quicker. */
  eraseFiles: (query: { id: string; on: string; act: Act; alongside: (tx: unknown) => Promise<void> }) => Promise<void>
}
