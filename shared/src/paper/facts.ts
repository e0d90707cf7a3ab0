/** A name in both languages. */
export interface Named {
  zh: string
  en: string
}

/** A material that a paper names, and why. */
export interface ListedMaterial extends Named {
  reason: string | null
}

/**
 * What a paper 文书 states, as it was on the day of the move: a calendar or a name that is put right later changes no paper that was given.
 * Days are `YYYY-MM-DD`.
 */
export interface PaperFacts {
  applicant: string
  item: Named
  office: Named
  caseNumber: string
  madeOn: string
  receivedOn: string
  /** Last day of what the paper asks for. */
  dueOn?: string
  /** 承诺办结日 and the last day by law. */
  promisedOn?: string
  legalOn?: string
  days?: number
  procedure?: Named
  /** 批准文号 of the head of the government. */
  leave?: string
  reason?: string
  rightOffice?: string
  /** 容缺受理承诺, word for word as it was agreed to. */
  commitment?: Named
  /** The licence the case ends with. */
  licence?: Named
  /** The licence that runs on 延续, until when it did, and until when it does now; `late`: renewal was asked for too late for silence to renew it. */
  renewed?: Named
  licenceEndsOn?: string
  renewedUntil?: string
  late?: true
  /** It came about by silence: 视为受理, 视为准予延续. */
  silent?: true
  /** Materials that came. */
  handedIn?: ListedMaterial[]
  /** Materials that are asked for, or promised for later. */
  asked?: ListedMaterial[]
}

/** Facts of one word or day, which a sentence may name as `{caseNumber}`. */
export const SENTENCE_FACTS = [
  'applicant',
  'item',
  'office',
  'caseNumber',
  'madeOn',
  'receivedOn',
  'dueOn',
  'promisedOn',
  'legalOn',
  'days',
  'procedure',
  'leave',
  'reason',
  'rightOffice',
  'commitment',
  'licence',
  'renewed',
  'licenceEndsOn',
  'renewedUntil',
] as const
export type SentenceFact = (typeof SENTENCE_FACTS)[number]

/** Facts every paper has. */
export const ALWAYS_FACTS: readonly SentenceFact[] = ['applicant', 'item', 'office', 'caseNumber', 'madeOn', 'receivedOn']
