import type { WindowFreezeRequest, WindowFreezeResult } from '@zsb/shared/holder'
import { maskPersonName } from '@zsb/shared/identity'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf, type HolderService } from '../holders'
import type { SessionService } from './sessions.service'

/** Freezing and unfreezing at the window 窗口冻结与解冻, by the document in the clerk's hand; the reason is audited. */
export function createWindowFreeze({
  holders,
  sessions,
}: {
  holders: Pick<HolderService, 'findByDocument' | 'factsOf' | 'isOwn' | 'setFrozen'>
  sessions: Pick<SessionService, 'freeze'>
}) {
  async function find(request: WindowFreezeRequest, principal: Principal) {
    const holder = await holders.findByDocument(request.document)
    if (!holder) throw new AppError('NOT_FOUND')
    if (await holders.isOwn({ personId: principal.personId, holder })) throw new AppError('REAL_NAME_OWN_CASE')
    const { name } = holders.factsOf(holder)
    return { holder, nameMasked: name ? maskPersonName(name) : '*' }
  }
  /** @throws AppError NOT_FOUND */
  async function freeze({ request, principal }: { request: WindowFreezeRequest; principal: Principal }): Promise<WindowFreezeResult> {
    const { holder, nameMasked } = await find(request, principal)
    const { sessionsEnded } = await sessions.freeze({ personId: holder._id, actor: actorOf(principal), reason: request.reason })
    return { frozen: true, nameMasked, sessionsEnded }
  }
  async function unfreeze({ request, principal }: { request: WindowFreezeRequest; principal: Principal }): Promise<WindowFreezeResult> {
    const { holder, nameMasked } = await find(request, principal)
    await holders.setFrozen({ holderId: holder._id, frozen: false, actor: actorOf(principal), reason: request.reason })
    return { frozen: false, nameMasked, sessionsEnded: 0 }
  }
  return { freeze, unfreeze }
}
export type WindowFreeze = ReturnType<typeof createWindowFreeze>
