import QRCode from 'qrcode'
import type { Middleware } from 'koa'
import { answerAt } from '../http/outside'

/**
 * The address of the app as a code, drawn on the server by `qrcode`: for the poster at the counter and for a wide screen that
 * sends people to their phones. It carries nothing but the address.
 */
export function serveAppCode(publicBase: string): Middleware {
  const drawn = QRCode.toString(publicBase, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
  return answerAt('/app-code.svg', async (ctx) => {
    ctx.type = 'image/svg+xml'
    ctx.set('cache-control', 'public, max-age=3600')
    ctx.body = await drawn
  })
}
