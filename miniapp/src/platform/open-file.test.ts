import { act } from '@testing-library/react'
import Taro, { files, resetTaro } from '../../test/taro'
import { openFile, watchOpenedFile } from './open-file'
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
