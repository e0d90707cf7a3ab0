import type { EventEmitter } from 'node:events'
import type { ChangeStream, ChangeStreamDocument, Collection, Document } from 'mongodb'

interface Watcher<T extends Document> {
  collection: () => Collection<T>
  /** Stages of the change stream; must keep `documentKey` or whatever `onChange` reads. */
  pipeline?: Document[]
  onChange: (change: ChangeStreamDocument<T>) => void
  /** False from the moment changes may be missed until the stream runs again: whoever caches stops trusting his copy. */
  onLive?: (live: boolean) => void
}

const REOPEN_MS = 500

/**
 * Follows a collection through its change stream and opens it again when it breaks. Resolves once it listens: what is written
 * afterwards is seen.
 */
export async function watchChanges<T extends Document>({ collection, pipeline = [], onChange, onLive }: Watcher<T>): Promise<() => Promise<void>> {
  let stopped = false
  let stream: ChangeStream<T> | null = null
  let timer: NodeJS.Timeout | null = null

  async function open(): Promise<void> {
    const opened = collection().watch(pipeline) as unknown as ChangeStream<T>
    stream = opened
    opened.on('change', (change) => onChange(change as ChangeStreamDocument<T>))
    const again = () => {
      if (stopped || stream !== opened) return
      stream = null
      onLive?.(false)
      void opened.close().catch(() => undefined)
      timer = setTimeout(() => void open().catch(() => undefined), REOPEN_MS)
      timer.unref()
    }
    opened.on('error', again)
    opened.on('close', again)
    // The first batch proves that the server has the cursor; only the cursor tells of it.
    const { cursor } = opened as unknown as { cursor: EventEmitter }
    await new Promise<void>((resolve) => {
      cursor.once('init', () => resolve())
      opened.once('error', () => resolve())
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
