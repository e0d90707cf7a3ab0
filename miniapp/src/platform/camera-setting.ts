import Taro from '@tarojs/taro'

/** Opens the host's own settings, the only place where a refused camera can be allowed again. @returns whether it is allowed now */
export async function openCameraSetting(): Promise<boolean> {
  try {
    const { authSetting } = await Taro.openSetting()
    return authSetting['scope.camera'] === true
  } catch {
    return false
  }
}
