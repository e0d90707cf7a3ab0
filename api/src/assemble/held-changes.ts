import type { HeldItem } from '@zsb/shared/health-code'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import type { createMongoAppeals } from '../features/health-appeals'
import type { createMongoHealthCodes, createMongoPrintedCodes } from '../features/health-code'
import type { ListHeld } from '../features/health-data'
import type { createMongoOverrides } from '../features/health-overrides'
import { COLOUR_WORDS } from '../features/ledger'
import { keptDaysOf, type RetentionTable } from '../platform/erasure/erase.service'

interface Parts {
  appeals: Pick<ReturnType<typeof createMongoAppeals>, 'listOwn'>
  overrides: Pick<ReturnType<typeof createMongoOverrides>, 'listOf'>
  codes: Pick<ReturnType<typeof createMongoHealthCodes>, 'listSince'>
  printedCodes: Pick<ReturnType<typeof createMongoPrintedCodes>, 'listLiving'>
  retention: RetentionTable
  now: () => Date
}

/** More than anybody has in the months they are kept; of codes, more than a phone asks for in a day. */
const MOST = 100
const MOST_CODES = 20_000
const DAY_MS = 86_400_000
const same = (text: string) => ({ zh: text, en: text })
const ON_RECORD = { zh: '供核查和公开件数，到期自动删除', en: 'Kept for review and public counts; it goes by itself on its day' }
const AT_DOORS = { zh: '门口扫码要用，到期自动删除', en: 'Needed at doors; it goes by itself on its day' }
const label = {
  number: { zh: '编号', en: 'Number' },
  files: { zh: '所附材料', en: 'Papers sent with it' },
  colour: { zh: '变更为', en: 'Changed to' },
  basis: { zh: '依据', en: 'By' },
  endsOn: { zh: '到', en: 'Until' },
}

/** What contesting and showing a colour leaves of somebody, for 我的健康数据. Whom a contact query looked up lies sealed and is found by nobody's name. */
export function createHeldChanges({ appeals, overrides, codes, printedCodes, retention, now }: Parts): Readonly<Record<string, ListHeld>> {
  const held = (kind: string, why: HeldItem['why']) => (item: { id: string; at: Date } & Pick<HeldItem, 'title' | 'lines'>) => ({
    ...item,
    at: item.at.toISOString(),
    erasedOn: addDays(toCalendarDate(item.at), keptDaysOf(retention, kind)),
    mayErase: false,
    why,
  })
  const [ofAppeal, ofCode, ofPaper] = [held('appeal', ON_RECORD), held('codes', AT_DOORS), held('printedCodes', AT_DOORS)]

  const listChanges: ListHeld = async ({ ids }) => {
    const [raised, changed] = await Promise.all([appeals.listOwn({ personIds: ids, limit: MOST }), overrides.listOf({ personIds: ids, limit: MOST })])
    return [
      ...raised.map(({ _id: id, openedAt: at, number, files }) =>
        ofAppeal({
          id,
          at,
          title: { zh: '健康码申诉', en: 'Appeal' },
          lines: [
            { label: label.number, text: same(number) },
            { label: label.files, text: same(String(files.length)) },
          ],
        }),
      ),
      ...changed.map(({ _id: id, at, colour, basis, endsOn }) =>
        ofAppeal({
          id,
          at,
          title: { zh: '人工变更', en: 'Change by hand' },
          lines: [
            { label: label.colour, text: COLOUR_WORDS[colour] },
            { label: label.basis, text: same(basis.reference) },
            { label: label.endsOn, text: same(endsOn) },
          ],
        }),
      ),
    ]
  }
  /** Thousands of one day are one line. */
  const listCodes: ListHeld = async ({ ids }) => {
    const since = new Date(now().getTime() - keptDaysOf(retention, 'codes') * DAY_MS)
    const shown = (await Promise.all(ids.map((personId) => codes.listSince({ personId, since, limit: MOST_CODES })))).flat()
    const last = shown.at(-1)
    if (!last) return []
    const times = { zh: `亮过 ${shown.length} 次健康码`, en: `Codes shown: ${shown.length}` }
    return [ofCode({ id: last._id, at: last.issuedAt, title: times, lines: [] })]
  }
  const listPrinted: ListHeld = async ({ ids }) =>
    (await printedCodes.listLiving({ personIds: ids, at: now(), limit: MOST })).map(({ _id: id, issuedAt: at, number }) =>
      ofPaper({ id, at, title: { zh: '离线码', en: 'Code on paper' }, lines: [{ label: label.number, text: same(number) }] }),
    )

  return { appeal: listChanges, codes: listCodes, printedCodes: listPrinted }
}
