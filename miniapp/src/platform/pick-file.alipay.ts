import Taro from '@tarojs/taro'
import type { PickQuery, PickedFile, PickFrom } from './pick-file'

export type { PickQuery, PickedFile, PickFrom } from './pick-file'

/** Alipay lets no file be chosen but pictures. */
export const PICK_FROM: readonly PickFrom[] = ['camera', 'album']

/** Read whole: Alipay's files are read in one go, and a compressed picture is small. */
async function toPicked(path: string): Promise<PickedFile> {
  const bytes = await new Promise<Uint8Array>((resolve, reject) => {
    Taro.getFileSystemManager().readFile({ filePath: path, success: ({ data }) => resolve(new Uint8Array(data as ArrayBuffer)), fail: reject })
  })
  return { sizeBytes: bytes.length, preview: path, read: async (from, length) => bytes.subarray(from, from + length) }
}

/** 11: the person went back. */
const isCancelled = (cause: unknown): boolean => {
  const { error, errMsg, errorMessage } = (cause ?? {}) as { error?: number; errMsg?: string; errorMessage?: string }
  return error === 11 || /cancel|取消/i.test(`${errMsg ?? ''}${errorMessage ?? ''}`)
}

export async function pickFiles({ from, most }: PickQuery): Promise<PickedFile[]> {
  try {
    const { tempFilePaths } = await Taro.chooseImage({ count: most, sourceType: [from === 'camera' ? 'camera' : 'album'], sizeType: ['compressed'] })
    return await Promise.all(tempFilePaths.map(toPicked))
  } catch (cause) {
    if (isCancelled(cause)) return []
    throw cause
  }
}

export const forgetPreview = (_file: PickedFile): void => undefined
