/** Some of a collection's records. */
export interface RecordPlace {
  collection: string
  /** Field that says when a record came to be. */
  at: string
  /** Which of them, where the collection holds others too. */
  where?: Readonly<Record<string, unknown>>
}

/**
 * A kind of records 数据类别 that is kept for its days and then erased, the same everywhere it lies. A feature that keeps health data names it so in
 * its index, and the assembly hands it on: retention, the sunset 停用并销毁 and its proof work by these alone.
 */
export interface RecordKind {
  /** Its row of the retention table. */
  code: string
  zh: string
  en: string
  /** What for, and on what ground: told to whomever it is about. */
  purpose: { zh: string; en: string }
  basis: { zh: string; en: string }
  /** Kind of erasable key that its texts are sealed under; null where there is none to destroy. */
  sealedUnder: string | null
  /** Where its records lie; they go. */
  records: readonly RecordPlace[]
  /** Where its texts lie in records that stay: they go with their key. */
  texts?: readonly RecordPlace[]
  /** What its age does not end 不按天到期, as a condition that such records fulfil; the sunset takes them all the same. */
  keptLonger?: (now: Date) => Readonly<Record<string, unknown>>
}
