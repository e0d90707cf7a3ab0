import { ApplicationCodeView } from '@zsb/shared/window-application'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'

// Of one case or of several things at once, by its own address; what it became is asked for there again.
const code = parserOf(ApplicationCodeView)
interface At {
  path: string
  key: string
}

/** 办件码: another one does no harm. */
export const showCode = (path: string) => request(`${path}/window-codes`, { method: 'POST', body: {}, schema: code })
/** What the window filled in was read, and is handed in. */
export const confirmAtWindow = ({ path, version, key }: At & { version: number }) =>
  request(`${path}/window-confirmations`, { method: 'POST', body: { version }, idempotencyKey: key })
/** 从窗口收回. */
export const takeBack = ({ path, key }: At) => request(`${path}/window-refusals`, { method: 'POST', body: {}, idempotencyKey: key })
