import { ApplicationCodeView } from '@zsb/shared/window-application'
import { parserOf } from '@/platform/parser'
import { request } from '@/platform/request'
import { applicationPath, applicationSchema } from './api'

const code = parserOf(ApplicationCodeView)

/** 办件码: another one does no harm. */
export const showCode = (id: string) => request(`${applicationPath(id)}/window-codes`, { method: 'POST', body: {}, schema: code })
/** What the window filled in was read, and is handed in. */
export const confirmAtWindow = ({ id, version, key }: { id: string; version: number; key: string }) =>
  request(`${applicationPath(id)}/window-confirmations`, { method: 'POST', body: { version }, idempotencyKey: key, schema: applicationSchema })
/** 从窗口收回. */
export const takeBack = ({ id, key }: { id: string; key: string }) =>
  request(`${applicationPath(id)}/window-refusals`, { method: 'POST', body: {}, idempotencyKey: key, schema: applicationSchema })
