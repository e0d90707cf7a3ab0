/** Errors of the storage driver after which nobody knows whether the write happened (R25). */
const UNCERTAIN = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoWriteConcernError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClearedError',
  'PoolClearedError',
  'MongoPoolClosedError',
  'MongooseServerSelectionError',
])

/** True when nobody knows whether the write happened: 503, and the client asks again with the same key. */
export function isUncertain(cause: unknown): boolean {
  const error = cause as { name?: string; hasErrorLabel?: (label: string) => boolean; code?: number }
  if (error?.name && UNCERTAIN.has(error.name)) return true
  // 11600 InterruptedAtShutdown, 91 ShutdownInProgress, 10107 NotWritablePrimary, 189 PrimarySteppedDown, 11602 InterruptedDueToReplStateChange
  if (error?.code && [11600, 11602, 91, 10107, 189].includes(error.code)) return true
  return error?.hasErrorLabel?.('UnknownTransactionCommitResult') === true
}
