import Taro from '@tarojs/taro'

/** Which partner this host can sign a person in with; null in a browser. */
export const PARTNER = __PLATFORM__ === 'weapp' ? 'wechat' : __PLATFORM__ === 'alipay' ? 'alipay' : null

/** A single-use code of the host that the API exchanges for the person's account there; null when the host gave none. */
export async function fetchPartnerCode(): Promise<string | null> {
  const { code } = await Taro.login()
  return code || null
}
