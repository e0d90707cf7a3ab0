import { act } from '@testing-library/react'
import Taro, { files, resetTaro } from '../../test/taro'
import { openFile, pictureAddress, watchOpenedFile } from './open-file'
import { pictureAddress as pictureAddressInBrowser } from './open-file.h5'
import { useSession } from './session'

beforeEach(() => resetTaro())

describe('a PDF on the phone', () => {
  it('is written, opened in the host’s reader, and takes the place of the one before', async () => {
    await openFile({ fileName: 'a.pdf', base64: 'QQ==' })
    await openFile({ fileName: 'b.pdf', base64: 'Qg==' })
    expect([...files]).toEqual([['wxfile://usr/opened.pdf', 'Qg==']])
    expect(Taro.openDocument).toHaveBeenLastCalledWith({ filePath: 'wxfile://usr/opened.pdf', fileType: 'pdf', showMenu: true })
  })
  it('R30: is gone from the phone when its owner signs out, also one of a day before', () => {
    files.set('wxfile://usr/opened.pdf', 'QQ==')
    watchOpenedFile()
    act(() => useSession.getState().signOut())
    expect(files.size).toBe(0)
  })
  it('that cannot be written is not opened', async () => {
    jest.mocked(Taro.getFileSystemManager).mockReturnValueOnce({ writeFile: ({ fail }: { fail: (why: Error) => void }) => fail(new Error('full')) } as never)
    await expect(openFile({ fileName: 'a.pdf', base64: 'QQ==' })).rejects.toThrow('full')
    expect(Taro.openDocument).not.toHaveBeenCalled()
  })
})

describe('a picture that came in an answer', () => {
  const picture = (base64: string) => ({ mediaType: 'image/jpeg', base64 })
  it('is a file of its own name on a mini-program, of which a few stay', async () => {
    const [first, second] = [await pictureAddress(picture('QQ==')), await pictureAddress(picture('Qg=='))]
    expect([files.get(first), files.get(second)]).toEqual(['QQ==', 'Qg=='])
    for (let n = 0; n < 19; n += 1) await pictureAddress(picture('Qw=='))
    expect([files.has(first), files.has(second), files.size]).toEqual([false, true, 20])
  })
  it('R30: is gone when its owner signs out; one of a day before, already with the next picture', async () => {
    watchOpenedFile()
    act(() => useSession.getState().signOut())
    for (const name of ['seen-yesterday.jpg', 'other.txt']) files.set(`wxfile://usr/${name}`, 'QQ==')
    const address = await pictureAddress(picture('Qg=='))
    expect([...files.keys()]).toEqual(['wxfile://usr/other.txt', address])
    files.set('wxfile://usr/seen-yesterday.jpg', 'QQ==')
    act(() => useSession.getState().signOut())
    expect([...files.keys()]).toEqual(['wxfile://usr/other.txt'])
  })
  it('is its own address in a browser', async () => {
    expect(await pictureAddressInBrowser(picture('QQ=='))).toBe('data:image/jpeg;base64,QQ==')
  })
})
