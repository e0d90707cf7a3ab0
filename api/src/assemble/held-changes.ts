import type { HeldItem, OverrideState } from '@zsb/shared/health-code'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import type { createMongoAppeals } from '../features/health-appeals'
import type { createMongoHealthCodes, createMongoPrintedCodes } from '../features/health-code'
import type { ListHeld } from '../features/health-data'
import type { OverrideService } from '../features/health-overrides'
import { COLOUR_WORDS } from '../features/ledger'
import { keptDaysOf, type RetentionTable } from '../platform/erasure/erase.service'

interface Parts {
  appeals: Pick<ReturnType<typeof createMongoAppeals>, 'listOwn'>
  overrides: Pick<OverrideService, 'listOf'>
  codes: Pick<ReturnType<typeof createMongoHealthCodes>, 'countSince'>
  printedCodes: Pick<ReturnType<typeof createMongoPrintedCodes>, 'listLiving'>
  retention: RetentionTable
  now: () => Date
}

/** More than anybody has in the months they are kept. */
const MOST = 100
const DAY_MS = 86_400_000
const same = (text: string) => ({ zh: text, en: text })
const ON_RECORD = { zh: '供核查和公开件数，到期自动删除', en: 'Kept for review and public counts; it goes by itself on its day' }
const AT_DOORS = { zh: '门口扫码要用，到期自动删除', en: 'Needed at doors; it goes by itself on its day' }
const label = {
  number: { zh: '编号', en: 'Number' },
  files: { zh: '所附材料', en: 'Papers sent with it' },
  colour: { zh: '变更为', en: 'Changed to' },
  asked: { zh: '提出变更为', en: 'Asked for' },
  basis: { zh: '依据', en: 'By' },
  state: { zh: '状态', en: 'State' },
}
/** Where a change by hand is; the day is its last one. */
const STATES: Record<OverrideState, (day: string) => HeldItem['title']> = {
  pending: () => ({ zh: '待签认，还没有生效', en: 'Not signed yet, not in force' }),
  refused: () => ({ zh: '未签认，没有生效', en: 'Not signed, never in force' }),
  expired: () => ({ zh: '过期未签认，没有生效', en: 'Lapsed unsigned, never in force' }),
  revoked: () => ({ zh: '已撤销', en: 'Revoked' }),
  done: (day) => ({ zh: `有效到 ${day}`, en: `In force until ${day}` }),
  over: (day) => ({ zh: `已到期，有效到 ${day}`, en: `Over, was in force until ${day}` }),
}
const UNSIGNED: readonly OverrideState[] = ['pending', 'refused', 'expired']

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
      ...changed.map(({ id, at, colour, basis, endsOn, state }) =>
        ofAppeal({
          id,
          at,
          title: { zh: '人工变更', en: 'Change by hand' },
          lines: [
            { label: label.state, text: STATES[state](endsOn) },
            { label: UNSIGNED.includes(state) ? label.asked : label.colour, text: COLOUR_WORDS[colour] },
            { label: label.basis, text: same(basis.reference) },
          ],
        }),
      ),
    ].sort((one, other) => other.at.localeCompare(one.at))
  }
  /** Thousands of one day are one line. */
  const listCodes: ListHeld = async ({ ids }) => {
    const since = new Date(now().getTime() - keptDaysOf(retention, 'codes') * DAY_MS)
    const shown = await Promise.all(ids.map((personId) => codes.countSince({ personId, since })))
    const [last] = shown.flatMap((each) => each.last ?? []).sort((one, other) => Number(other.issuedAt) - Number(one.issuedAt))
    if (!last) return []
    const count = shown.reduce((sum, each) => sum + each.count, 0)
    const times = { zh: `亮过 ${count} 次健康码`, en: `Codes shown: ${count}` }
    return [ofCode({ id: last._id, at: last.issuedAt, title: times, lines: [] })]
  }
  const listPrinted: ListHeld = async ({ ids }) =>
    (await printedCodes.listLiving({ personIds: ids, at: now(), limit: MOST })).map(({ _id: id, issuedAt: at, number }) =>
      ofPaper({ id, at, title: { zh: '离线码', en: 'Code on paper' }, lines: [{ label: label.number, text: same(number) }] }),
    )

  return { appeal: listChanges, codes: listCodes, printedCodes: listPrinted }
}
