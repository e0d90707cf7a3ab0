import type { DeclarationView, HeldItem } from '@zsb/shared/health-code'
import { formatDay, toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { DeclarationService } from './declarations.service'
import type { DeclarationStore } from './declarations.store'
import type { OwnPerson } from './health-people'

interface Parts {
  store: Pick<DeclarationStore, 'remove'>
  listOf: DeclarationService['listOf']
  /** Until when a rule may look at what was declared at an instant. */
  neededUntil: (at: Date) => Date
  now: () => Date
}

const MOST = 100
const CORRECTED = { zh: '已更正，不再算', en: 'Corrected, counts no more' }
const COUNTS = { zh: '健康申报', en: 'Declaration' }

/** Own declarations as they are held: told of one by one, and erased by whom they are about once no rule needs them. */
export function createHeldDeclarations({ store, listOf, neededUntil, now }: Parts) {
  /** One that counts gives the colour: whoever could take it away would be green by leaving out where he was. */
  const isNeeded = ({ state, at }: DeclarationView) => state === 'counts' && now() <= neededUntil(new Date(at))

  async function list({ ids }: Pick<OwnPerson, 'ids'>): Promise<HeldItem[]> {
    const { items } = await listOf({ personIds: ids, after: null, limit: MOST })
    return items.map((declaration) => {
      const { id, at, erasedOn, state, lines } = declaration
      const needed = isNeeded(declaration)
      const day = toCalendarDate(neededUntil(new Date(at)))
      const why = {
        zh: `得出颜色要用到 ${formatDay(day, 'zh')}；填错了可以更正`,
        en: `The colour rests on it until ${formatDay(day, 'en')}; it may be corrected`,
      }
      return {
        id,
        at,
        erasedOn,
        title: state === 'corrected' ? CORRECTED : COUNTS,
        lines: lines.map(({ label, text }) => ({ label, text })),
        mayErase: !needed,
        why: needed ? why : null,
      }
    })
  }

  /** @throws AppError NOT_FOUND · HEALTH_DATA_NEEDED */
  async function erase({ person, id, principal }: { person: OwnPerson; id: string; principal: Principal }): Promise<void> {
    const { items } = await listOf({ personIds: person.ids, after: null, limit: MOST })
    const found = items.find((each) => each.id === id)
    if (!found) throw new AppError('NOT_FOUND')
    if (isNeeded(found)) throw new AppError('HEALTH_DATA_NEEDED')
    const act = { action: 'health.erasedByOwner', actor: actorOf(principal), subjectId: person.personId, facts: { declarationId: id } }
    if (!(await store.remove({ id, personIds: person.ids, act }))) throw new AppError('NOT_FOUND')
  }

  return { list, erase }
}
