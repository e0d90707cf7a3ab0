import type { Outbox } from '../../platform/outbox/outbox'
import type { Notify } from '../notices'
import type { PrintedChange } from './printed-codes.store'

interface Parts {
  outbox: Pick<Outbox, 'on'>
  notify: Notify
  guardiansOf: (personId: string) => Promise<readonly string[]>
}

const WHAT: Record<PrintedChange, { zh: string; en: string }> = {
  printed: { zh: '打印了新的一张，以前的作废', en: 'a new one was printed, former ones are void' },
  printedAgain: { zh: '又打印了一遍', en: 'it was printed once more' },
  revoked: { zh: '已作废', en: 'it was made void' },
}

/** Whoever a paper is of is told of it, and a child's guardians with it, whoever printed it or made it void: a clerk, or the other guardian. */
export function tellOfPrinted({ outbox, notify, guardiansOf }: Parts): void {
  outbox.on('printedCode.changed', async ({ payload: { personId = '', what = '', sourceId = '' } }) => {
    const words = { what: WHAT[what as PrintedChange] }
    for (const to of new Set([personId, ...(await guardiansOf(personId))]))
      await notify({ personId: to, kind: 'printedCodeChanged', words, link: { kind: 'healthAppeal', id: null, subjectId: personId }, sourceId })
  })
}
