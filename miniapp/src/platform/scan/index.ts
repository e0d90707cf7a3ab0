import Taro from '@tarojs/taro'

/** How a code came in; the verification records it. */
export type ScanMethod = 'camera' | 'scanner' | 'typed' | 'picture'

/**
 * The host's own scanner, one code per tap (Alipay, and "from the album" everywhere in mini-programs).
 * @returns null when the person went back
 */
export async function scanOnce({ pictureToo = false }: { pictureToo?: boolean } = {}): Promise<string | null> {
  try {
    const { result } = await Taro.scanCode({ onlyFromCamera: !pictureToo, scanType: ['qrCode'] })
    return result || null
  } catch (cause) {
    if (/cancel/i.test(String((cause as { errMsg?: string } | undefined)?.errMsg ?? cause))) return null
    throw cause
  }
}
