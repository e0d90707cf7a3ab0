import type { EventEmitter } from 'node:events'
import type { ChangeStream, ChangeStreamDocument, ChangeStreamOptions, Collection, Document, ResumeToken } from 'mongodb'

interface Watcher<T extends Document> {
  collection: () => Collection<T>
  /** Stages of the change stream; must keep `documentKey` or whatever `onChange` reads. */
  pipeline?: Document[]
  options?: Pick<ChangeStreamOptions, 'fullDocument'>
  /**
   * Goes on where it broke, so that what was written meanwhile is told late instead of never. Where the server no longer reaches
   * back that far it begins anew. Not for caches, which forget everything anyway.
   */
  resume?: boolean
  onChange: (change: ChangeStreamDocument<T>) => void
  /** False from the moment changes may be missed until the stream runs again: whoever caches stops trusting his copy. */
  onLive?: (live: boolean) => void
}

const REOPEN_MS = 500
/**
 * So long the server waits for a change before it answers that there is none; a change is told at once. Well below the silence after which a line
 * is given up (`mongo.ts`).
 */
const WAIT_MS = 5_000

/**
 * Follows a collection through its change stream and opens it again when it breaks or is closed. Resolves once it listens: what
 * is written afterwards is seen.
 */
export async function watchChanges<T extends Document>({
  collection,
  pipeline = [],
  options = {},
  resume = false,
  onChange,
  onLive,
}: Watcher<T>): Promise<() => Promise<void>> {
  let stopped = false
  let stream: ChangeStream<T> | null = null
  let timer: NodeJS.Timeout | null = null
  let reached: ResumeToken | null = null

  function openLater(): void {
    timer = setTimeout(() => void open().catch(openLater), REOPEN_MS)
    timer.unref()
  }

  async function open(): Promise<void> {
    if (stopped) return
    const from = reached
    let listens = false
    const opened = collection().watch(pipeline, {
      maxAwaitTimeMS: WAIT_MS,
      ...options,
      ...(from !== null && { resumeAfter: from }),
    }) as unknown as ChangeStream<T>
    stream = opened
    opened.on('change', (change) => onChange(change as ChangeStreamDocument<T>))
    if (resume) opened.on('resumeTokenChanged', (token) => (reached = token))
    const again = () => {
      if (stopped || stream !== opened) return
      stream = null
      // The place it was to go on from is out of reach: it begins at the present.
      if (!listens) reached = null
      onLive?.(false)
      void opened.close().catch(() => undefined)
      openLater()
    }
    opened.on('error', again)
    opened.on('close', again)
    // The first batch proves that the server has the cursor; only the cursor tells of it.
    const { cursor } = opened as unknown as { cursor: EventEmitter }
    await new Promise<void>((resolve) => {
      cursor.once('init', () => {
        listens = true
        resolve()
      })
      opened.once('error', () => resolve())
      opened.once('close', () => resolve())
    })
    if (stream === opened && !stopped) onLive?.(true)
  }

  await open()
  return async () => {
    stopped = true
    if (timer) clearTimeout(timer)
    await stream?.close().catch(() => undefined)
  }
}
