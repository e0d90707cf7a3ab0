import Taro from '@tarojs/taro'
import { onSignOut } from './session'

/** One at a time: what was opened last is all that stays on the phone, and not beyond the session (R30). */
const nameOf = () => `${Taro.env.USER_DATA_PATH}/opened.pdf`

/** From the start of the app on: the file may be of a day before. */
export const watchOpenedFile = () => onSignOut(() => Taro.getFileSystemManager().unlink({ filePath: nameOf(), fail: () => undefined }))

/** Opens a PDF in the host's reader, from where it can be sent on and printed. @throws what the host says where it cannot */
export async function openFile({ base64 }: { fileName: string; base64: string }): Promise<void> {
  const filePath = nameOf()
  await new Promise<void>((resolve, reject) => {
    Taro.getFileSystemManager().writeFile({ filePath, data: base64, encoding: 'base64', success: () => resolve(), fail: reject })
  })
  await Taro.openDocument({ filePath, fileType: 'pdf', showMenu: true })
}
