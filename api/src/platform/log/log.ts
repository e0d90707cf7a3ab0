import { pino, type DestinationStream } from 'pino'

/** Fields a log line may carry; everything else is dropped (R19). No names, numbers, tokens or bodies can be added by accident. */
const ALLOWED = [
  'requestId',
  'code',
  'method',
  'route',
  'status',
  'durationMs',
  'permission',
  'operation',
  'rule',
  'library',
  'adapter',
  'topic',
  'count',
  'attempt',
  'queue',
  'lagMs',
  'port',
  'version',
  'migration',
  'collection',
  'index',
  'job',
  'kid',
  'kind',
  'verdict',
  'reason',
  'parked',
  'signal',
  'choice',
  'capacity',
  'sequence',
  'problem',
] as const
type AllowedField = (typeof ALLOWED)[number]

export type LogFields = Partial<Record<AllowedField, string | number | boolean | undefined>> & { cause?: unknown }

/** A log line is a code plus allowed fields. */
export interface Log {
  info: (code: string, fields?: LogFields | Record<string, unknown>) => void
  warn: (code: string, fields?: LogFields | Record<string, unknown>) => void
  error: (code: string, fields?: LogFields | Record<string, unknown>) => void
}

const allowed = new Set<string>(ALLOWED)
const plainWord = /^[\w./:@+-]{0,120}$/

/** Of a cause only its class, its code and the places in our own code: messages of drivers print what was written. */
function describeCause(cause: unknown): Record<string, string> {
  if (!(cause instanceof Error)) return { causeName: typeof cause }
  const { code } = cause as { code?: unknown }
  const places = (cause.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
  return {
    causeName: cause.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { causeCode: String(code) } : {}),
    at: places
      .map((line) =>
        line
          .trim()
          .replace(/^at /, '')
          .replace(/\(?\/[^ ]*\/(api|shared|node_modules)\//, '($1/'),
      )
      .join(' < '),
  }
}

function pick(fields: Record<string, unknown>): Record<string, unknown> {
  const line: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'cause') Object.assign(line, describeCause(value))
    else if (allowed.has(name) && (typeof value === 'number' || typeof value === 'boolean')) line[name] = value
    else if (allowed.has(name) && typeof value === 'string' && plainWord.test(value)) line[name] = value
  }
  return line
}

export function createLog({ level, destination }: { level: string; destination?: DestinationStream }): Log {
  const options = { level, base: null, messageKey: 'code', timestamp: pino.stdTimeFunctions.isoTime }
  const sink = destination ? pino(options, destination) : pino(options, pino.destination({ fd: 2, sync: false }))
  return {
    info: (code, fields = {}) => sink.info(pick(fields as Record<string, unknown>), code),
    warn: (code, fields = {}) => sink.warn(pick(fields as Record<string, unknown>), code),
    error: (code, fields = {}) => sink.error(pick(fields as Record<string, unknown>), code),
  }
}
