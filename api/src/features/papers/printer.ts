import { join } from 'node:path'
import type { PaperDocument } from '@zsb/shared/paper'
import { Piscina } from 'piscina'
import { AppError } from '../../platform/http/app-error'

/** Makes a paper 文书 into a PDF. */
export interface Printer {
  /** @throws AppError OVERLOADED while too many wait */
  print: (paper: Omit<PaperDocument, 'code'>) => Promise<Buffer>
  stop: () => Promise<void>
}

/** More than these wait for a thread: the caller is told to come again. */
const MOST_WAITING = 64
const IDLE_MS = 60_000

/** Prints in a thread of its own: a font is read for each paper, and what is verified meanwhile does not wait for that. */
export function createPrinter(): Printer {
  let pool: Piscina | null = null
  const start = () =>
    new Piscina({
      filename: join(__dirname, 'print-paper.ts'),
      execArgv: ['--import', 'tsx'],
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_MS,
      maxQueue: MOST_WAITING,
    })
  return {
    print: async (paper) => {
      const printing = (pool ??= start())
      if (printing.queueSize >= MOST_WAITING) throw new AppError('OVERLOADED', { retryAfterSeconds: 5 })
      return Buffer.from((await printing.run(paper, { name: 'printPaper' })) as Uint8Array)
    },
    stop: async () => pool?.destroy(),
  }
}
