import Taro from '@tarojs/taro'

/** A file that was chosen; its bytes are read when they are sent. */
export interface PickedFile {
  sizeBytes: number
  /** Address of a picture of it; '' where there is none. */
  preview: string
  /** @throws what the host says when it cannot be read any more */
  read: (from: number, length: number) => Promise<Uint8Array>
}
export type PickFrom = 'camera' | 'album' | 'file'
export interface PickQuery {
  from: PickFrom
  /** At most so many. */
  most: number
  withPdf: boolean
}

/** Where a file can be taken from here 拍照、从相册选、选文件. */
export const PICK_FROM: readonly PickFrom[] = ['camera', 'album', 'file']

const isPdf = (path: string) => /\.pdf$/i.test(path)

/** A file of the host by its path, a part at a time. */
function toPicked({ path, sizeBytes }: { path: string; sizeBytes: number }): PickedFile {
  return {
    sizeBytes,
    preview: isPdf(path) ? '' : path,
    read: (position, length) =>
      new Promise((resolve, reject) => {
        Taro.getFileSystemManager().readFile({
          filePath: path,
          position,
          length,
          success: ({ data }) => resolve(new Uint8Array(data as ArrayBuffer)),
          fail: reject,
        })
      }),
  }
}

const isCancelled = (cause: unknown): boolean => /cancel/i.test((cause as { errMsg?: string } | null)?.errMsg ?? '')

/** @returns nothing when nothing was chosen. @throws what the host says, e.g. that the camera is not allowed */
export async function pickFiles({ from, most, withPdf }: PickQuery): Promise<PickedFile[]> {
  try {
    if (from === 'file') {
      const extension = ['jpg', 'jpeg', 'png', ...(withPdf ? ['pdf'] : [])]
      const { tempFiles } = await Taro.chooseMessageFile({ count: most, type: 'file', extension })
      return tempFiles.map(({ path, size }) => toPicked({ path, sizeBytes: size }))
    }
    const { tempFiles } = await Taro.chooseMedia({ count: most, mediaType: ['image'], sourceType: [from], sizeType: ['compressed'] })
    return tempFiles.map(({ tempFilePath, size }) => toPicked({ path: tempFilePath, sizeBytes: size }))
  } catch (cause) {
    if (isCancelled(cause)) return []
    throw cause
  }
}

/** It is not looked at any more. */
export const forgetPreview = (_file: PickedFile): void => undefined
