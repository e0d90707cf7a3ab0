// In place of the runtime's own `location` and `history`: a mini-program has no address bar, and pages go by Taro.navigateTo (8 kB, P12).
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
