// In place of the runtime's own `location`, `history` and `URL`: a mini-program has no address bar, no links of HTML, and pages go by
// Taro.navigateTo (14 kB, P12).
import { Events } from '@tarojs/shared'

export class Location extends Events {
  href = ''
  hash = ''
  pathname = ''
  search = ''
}
export class History extends Events {
  length = 0
}
/** Loud, unlike an address that is read wrongly. */
export class TaroURLProvider {
  constructor() {
    throw new TypeError('a mini-program has no URL')
  }
}
export const parseUrl = (href = '') => ({ href, origin: '', protocol: '', hostname: '', host: '', port: '', pathname: '', search: '', hash: '' })
