import Taro from '@tarojs/taro'
import { createUniqueName } from './random'
import { onSignOut } from './session'

/** One at a time: what was opened last is all that stays on the phone, and not beyond the session (R30). */
const nameOf = () => `${Taro.env.USER_DATA_PATH}/opened.pdf`

/** As many pictures as the longest file has pages stay; with the next one the oldest goes. */
const PICTURES = 20
const SEEN = 'seen-'
const seen: string[] = []

const unlink = (filePath: string) => Taro.getFileSystemManager().unlink({ filePath, fail: () => undefined })

/** All but those that are still shown, also of a day before. */
function forgetPictures(): void {
  const dirPath = Taro.env.USER_DATA_PATH ?? ''
  const success = ({ files }: { files: string[] }) => {
    const paths = files.filter((file) => file.startsWith(SEEN)).map((file) => `${dirPath}/${file}`)
    paths.filter((path) => !seen.includes(path)).forEach(unlink)
  }
  Taro.getFileSystemManager().readdir({ dirPath, success, fail: () => undefined })
}

/** From the start of the app on: the files may be of a day before. */
export const watchOpenedFile = () =>
  onSignOut(() => {
    unlink(nameOf())
    seen.length = 0
    forgetPictures()
  })

const write = (filePath: string, base64: string): Promise<void> =>
  new Promise((resolve, reject) => {
    Taro.getFileSystemManager().writeFile({ filePath, data: base64, encoding: 'base64', success: () => resolve(), fail: reject })
  })

/** The address of a picture that came in an answer: a file, because a page takes no text of a megabyte. @throws what the host says */
export async function pictureAddress({ base64 }: { mediaType: string; base64: string }): Promise<string> {
  // A name of its own: hosts keep a picture by its address.
  const filePath = `${Taro.env.USER_DATA_PATH}/${SEEN}${createUniqueName(16)}.jpg`
  seen.push(filePath)
  if (seen.length === 1) forgetPictures()
  if (seen.length > PICTURES) unlink(seen.shift()!)
  await write(filePath, base64)
  return filePath
}

/** Shows a picture alone, as large as one likes. */
export const openPicture = async (address: string): Promise<void> => void (await Taro.previewImage({ urls: [address], current: address }))

/** Opens a PDF in the host's reader, from where it can be sent on and printed. @throws what the host says where it cannot */
export async function openFile({ base64 }: { fileName: string; base64: string }): Promise<void> {
  const filePath = nameOf()
  await write(filePath, base64)
  await Taro.openDocument({ filePath, fileType: 'pdf', showMenu: true })
}
