import Taro from '@tarojs/taro'

/** Puts a text where the phone pastes from; false where the host does not let it. */
export async function copyText(data: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data })
    return true
  } catch {
    return false
  }
}
