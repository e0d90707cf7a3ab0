import { join } from 'node:path'
import type { PaperDocument } from '@zsb/shared/paper'
import { Piscina } from 'piscina'
import { AppError } from '../../platform/http/app-error'
import type { CodeSheet } from './print-code'
import type { FormSheet } from './form-sheet'

/** Makes a paper 文书 into a PDF. */
export interface Printer {
  /** @throws AppError OVERLOADED while too many wait */
  print: (paper: Omit<PaperDocument, 'code'>) => Promise<Buffer>
  /** A code on a sheet. @throws AppError OVERLOADED while too many wait */
  printCode: (sheet: CodeSheet) => Promise<Buffer>
  /** An application form 申请表. @throws AppError OVERLOADED while too many wait */
  printForm: (sheet: FormSheet) => Promise<Buffer>
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
      execArgv: ['--import', 'tsx'],
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_MS,
      maxQueue: MOST_WAITING,
    })
  async function run(task: object, { file, name }: { file: string; name: string }): Promise<Buffer> {
    const printing = (pool ??= start())
    if (printing.queueSize >= MOST_WAITING) throw new AppError('OVERLOADED', { retryAfterSeconds: 5 })
    return Buffer.from((await printing.run(task, { filename: join(__dirname, file), name })) as Uint8Array)
  }
  return {
    print: (paper) => run(paper, { file: 'print-paper.ts', name: 'printPaper' }),
    printCode: (sheet) => run(sheet, { file: 'print-code.ts', name: 'printCode' }),
    printForm: (sheet) => run(sheet, { file: 'print-form.ts', name: 'printForm' }),
    stop: async () => pool?.destroy(),
  }
}
