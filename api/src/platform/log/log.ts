import { pino, type DestinationStream } from 'pino'

/** A name that stands in our own code or content: letters in parts, few digits behind them. A number, a token or a sentence is none. */
const isWord = (text: string): boolean => text.length <= 80 && text.split(/[./:_-]/).every((part) => /^(?:[A-Za-z]{1,40}\d{0,3})?$/.test(part))
/** Eight digits in a row begin to be somebody's number. */
const hasLongNumber = (text: string): boolean => /\d{8}/.test(text)
/** A count or a duration; a phone number in figures is larger. */
const isSmall = (value: unknown): boolean => typeof value === 'number' && Math.abs(value) < 1_000_000_000

/**
 * Fields a log line may carry, each with the form its value must have; everything else is dropped (R19). Neither a name, a number, a
 * token nor a body is added by accident, not even under an allowed field.
 */
const ALLOWED = {
  requestId: (text) => /^[\w-]{16}$/.test(text) && !hasLongNumber(text),
  problem: isWord,
  permission: isWord,
  rule: isWord,
  library: isWord,
  adapter: isWord,
  topic: isWord,
  job: isWord,
  reason: isWord,
  signal: isWord,
  version: (text) => /^\d{1,2}\.\d{1,2}\.\d{1,3}(?:-[a-z]{1,8}\d{0,2})?$/.test(text),
  /** File name of a migration: the time it was written, and words. */
  migration: (text) => /^\d{14}-[a-z-]{1,60}(?:\.ts)?$/.test(text),
  count: () => false,
  attempt: () => false,
} as const satisfies Record<string, (text: string) => boolean>
type AllowedField = keyof typeof ALLOWED

export type LogFields = Partial<Record<AllowedField, string | number | boolean | undefined>> & { cause?: unknown }

/** A log line is a code plus allowed fields. */
export interface Log {
  info: (code: string, fields?: LogFields | Record<string, unknown>) => void
  warn: (code: string, fields?: LogFields | Record<string, unknown>) => void
  error: (code: string, fields?: LogFields | Record<string, unknown>) => void
}

/** Lines of a stack, without those that only look like one because the message holds them. */
function placesOf({ message, stack = '' }: Error): string[] {
  const spoken = new Set(message.split('\n'))
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !spoken.has(line))
    .slice(0, 6)
}

/** Of a cause only its class, its code and the places in our own code: messages of drivers print what was written. */
function describeCause(cause: unknown): Record<string, string> {
  if (!(cause instanceof Error)) return { causeName: typeof cause }
  const { code } = cause as { code?: unknown }
  const causeCode = typeof code === 'number' && isSmall(code) ? String(code) : typeof code === 'string' && isWord(code) ? code : null
  return {
    causeName: isWord(cause.name) ? cause.name : 'Error',
    ...(causeCode !== null && { causeCode }),
    at: placesOf(cause)
      .map((line) =>
        line
          .trim()
          .replace(/^at /, '')
          .replace(/\(?\/[^ ]*\/(api|shared|node_modules)\//, '($1/'),
      )
      .join(' < '),
  }
}

function mayStand(name: string, value: unknown): boolean {
  if (!Object.hasOwn(ALLOWED, name)) return false
  if (typeof value === 'string') return ALLOWED[name as AllowedField](value)
  return typeof value === 'boolean' || isSmall(value)
}

function pick(fields: Record<string, unknown>): Record<string, unknown> {
  const line: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'cause') Object.assign(line, describeCause(value))
    else if (mayStand(name, value)) line[name] = value
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
