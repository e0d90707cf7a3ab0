import { barredOn, type ServiceItem } from '@zsb/shared/service-item'
import { toCalendarDate } from '@zsb/shared/time'
import { AppError } from '../../platform/http/app-error'

/**
 * 事项状态: what is suspended or cancelled today is neither begun nor handed in; the answer says why. Cases that were handed in go on.
 * @throws AppError ITEM_SUSPENDED · ITEM_CANCELLED
 */
export function refuseBarred({ standing, code }: Pick<ServiceItem, 'standing' | 'code'>, now: Date): void {
  const barred = barredOn(standing, toCalendarDate(now))
  if (!barred) return
  throw new AppError(barred.state === 'suspended' ? 'ITEM_SUSPENDED' : 'ITEM_CANCELLED', { detail: { code }, fields: [{ pointer: '/item', ...barred.reason }] })
}
