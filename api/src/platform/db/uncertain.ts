/**
 * Errors of the storage driver while its server is away, after which nobody knows whether a write happened (R25). By name: mongoose
 * brings a driver of its own beside ours, so `instanceof` would know only half of them.
 */
const UNCERTAIN = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoOperationTimeoutError',
  'MongoServerSelectionError',
  'MongoWriteConcernError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
  'MongoServerClosedError',
  'MongoStalePrimaryError',
  'MongoExpiredSessionError',
  'MongoPoolClearedError',
  // What the driver calls it when the pool is cleared under a request that has its connection already.
  'PoolClearedOnNetworkError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongooseServerSelectionError',
])

/** What a server answers that is going, is coming back, or has lost what it knew of the session (mongo/base/error_codes.yml). */
const UNCERTAIN_CODES = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  43, // CursorNotFound
  64, // WriteConcernTimeout
  79, // UnknownReplWriteConcern
  89, // NetworkTimeout
  91, // ShutdownInProgress
  133, // FailedToSatisfyReadPreference
  134, // ReadConcernMajorityNotAvailableYet
  189, // PrimarySteppedDown
  251, // NoSuchTransaction
  262, // ExceededTimeLimit
  9001, // SocketException
  10058, // LegacyNotPrimary
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
])

const UNCERTAIN_LABELS = ['UnknownTransactionCommitResult', 'TransientTransactionError', 'RetryableWriteError', 'PoolRequestedRetry', 'ResetPool']

/** Whoever wraps an error of the driver keeps it as the cause; deeper than this nobody does. */
const DEEPEST = 4

interface DriverError {
  name?: unknown
  code?: unknown
  hasErrorLabel?: unknown
  cause?: unknown
  writeErrors?: unknown
}

/** The driver wraps whatever ends a bulk; where the server named not one document, the bulk ended for another reason. */
const isBrokenBulk = ({ name, writeErrors }: DriverError) =>
  name === 'MongoBulkWriteError' && (writeErrors === undefined || (Array.isArray(writeErrors) && writeErrors.length === 0))

/** True when nobody knows whether the write happened: 503, and the client asks again with the same key. */
export function isUncertain(cause: unknown): boolean {
  let error = cause as DriverError | null | undefined
  for (let depth = 0; depth < DEEPEST && typeof error === 'object' && error !== null; depth++) {
    if (isDriversUncertain(error)) return true
    error = error.cause as DriverError | null | undefined
  }
  return false
}

function isDriversUncertain(error: DriverError): boolean {
  if (UNCERTAIN.has(String(error.name)) || (typeof error.code === 'number' && UNCERTAIN_CODES.has(error.code))) return true
  if (isBrokenBulk(error)) return true
  return (
    typeof error.hasErrorLabel === 'function' && UNCERTAIN_LABELS.some((label) => (error as { hasErrorLabel: (label: string) => boolean }).hasErrorLabel(label))
  )
}
