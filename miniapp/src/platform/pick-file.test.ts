import Taro, { files } from '../../test/taro'
import { pickFiles as pickInAlipay } from './pick-file.alipay'
import { pickFiles as pickInBrowser } from './pick-file.h5'
import { pickFiles } from './pick-file'

const photo = { from: 'album', most: 3, withPdf: true } as const

describe('a file chosen on the phone', () => {
  it('in WeChat is a compressed picture of the album or camera, read a part at a time', async () => {
    files.set('tmp/a.jpg', '0123456789')
    Taro.chooseMedia.mockResolvedValueOnce({ tempFiles: [{ tempFilePath: 'tmp/a.jpg', size: 10 }] })
    const [file] = await pickFiles(photo)
    expect(Taro.chooseMedia).toHaveBeenCalledWith({ count: 3, mediaType: ['image'], sourceType: ['album'], sizeType: ['compressed'] })
    expect(file).toMatchObject({ sizeBytes: 10, preview: 'tmp/a.jpg' })
    expect(Buffer.from(await file!.read(4, 3)).toString()).toBe('456')
  })
  it('in WeChat may be a PDF out of a conversation, which has no picture yet', async () => {
    Taro.chooseMessageFile.mockResolvedValueOnce({ tempFiles: [{ path: 'tmp/lease.pdf', size: 10 }] })
    expect(await pickFiles({ ...photo, from: 'file' })).toEqual([expect.objectContaining({ preview: '' })])
    expect(Taro.chooseMessageFile).toHaveBeenCalledWith({ count: 3, type: 'file', extension: ['jpg', 'jpeg', 'png', 'pdf'] })
  })
  it('in Alipay is a picture, read whole', async () => {
    files.set('tmp/b.jpg', '0123456789')
    Taro.chooseImage.mockResolvedValueOnce({ tempFilePaths: ['tmp/b.jpg'] })
    const [file] = await pickInAlipay({ ...photo, from: 'camera' })
    expect(Taro.chooseImage).toHaveBeenCalledWith({ count: 3, sourceType: ['camera'], sizeType: ['compressed'] })
    expect(file!.sizeBytes).toBe(10)
    expect(Buffer.from(await file!.read(8, 9)).toString()).toBe('89')
  })
  it.each([
    ['WeChat', pickFiles, () => Taro.chooseMedia.mockRejectedValueOnce({ errMsg: 'chooseMedia:fail cancel' })],
    ['Alipay', pickInAlipay, () => Taro.chooseImage.mockRejectedValueOnce({ error: 11 })],
  ] as const)('in %s is none when the person went back', async (_, pick, goBack) => {
    goBack()
    expect(await pick(photo)).toEqual([])
  })
  it.each([
    ['WeChat', pickFiles, () => Taro.chooseMedia.mockRejectedValueOnce({ errMsg: 'chooseMedia:fail auth deny' })],
    ['Alipay', pickInAlipay, () => Taro.chooseImage.mockRejectedValueOnce({ error: 2001 })],
  ] as const)('in %s says when it is not allowed to', async (_, pick, deny) => {
    deny()
    await expect(pick(photo)).rejects.toBeDefined()
  })
  it('in the browser is what its dialogue gives, and none when that is closed', async () => {
    const opened: HTMLInputElement[] = []
    const click = jest.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
      opened.push(this)
    })
    const chosen = pickInBrowser({ ...photo, from: 'file' })
    const input = opened[0]!
    expect([input.accept, input.multiple, input.getAttribute('capture')]).toEqual(['image/jpeg,image/png,image/webp,application/pdf', true, null])
    const pdf = new File(['0123456789'], 'lease.pdf', { type: 'application/pdf' })
    Object.defineProperty(input, 'files', { value: [pdf, pdf, pdf, pdf] })
    input.dispatchEvent(new Event('change'))
    expect((await chosen).map(({ sizeBytes, preview }) => [sizeBytes, preview])).toEqual(Array.from({ length: 3 }, () => [10, '']))
    const none = pickInBrowser({ ...photo, from: 'camera' })
    expect([opened[1]!.multiple, opened[1]!.getAttribute('capture')]).toEqual([false, 'environment'])
    opened[1]!.dispatchEvent(new Event('cancel'))
    expect(await none).toEqual([])
    click.mockRestore()
  })
})
