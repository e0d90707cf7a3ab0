import { act, screen, waitFor } from '@testing-library/react'
import type { ApplicationView, MaterialOption } from '@zsb/shared/application'
import { UPLOAD_LIMITS } from '@zsb/shared/upload'
import { buildApplication, buildForm } from '../../../test/application'
import { idOf, press, show, shown, signInAs } from '../../../test/show'
import Taro, { answerWith, asked, coverPages, files, resetTaro, setRouteParams, type Asked, type PreparedAnswer } from '../../../test/taro'
import { buildUpload, uploadServer } from '../../../test/upload-server'
import { useSession } from '@/platform/session'
import { useSettings } from '@/platform/settings'
import ApplicationPage from './pages/application'
import ApplyPage from './pages/apply'

const API = '/api/v1/applications'
const named = (zh: string) => ({ zh, en: `en ${zh}` })
const ID = buildApplication().id
const JPEG = '\xff\xd8\xff\xe0'
const upload: MaterialOption = {
  kind: 'upload',
  words: named('上传照片或文件'),
  available: true,
  why: null,
  text: null,
  upload: { formats: ['jpg'], maxMegabytes: 1 },
}
const home = {
  code: 'home',
  ...named('居住证明'),
  standard: named('看得清'),
  need: 'always' as const,
  options: [upload],
  taken: null,
  asked: null,
  mayFollow: false,
}
const declared = buildForm({ code: 'truth', ...named('声明'), required: true, kind: 'declaration', text: named('都是真实的') })
const sent = (path: string, method = 'POST') => asked.filter((each) => each.method === method && each.url === `${API}/${ID}/${path}`)
const toUploads = (method: string) => asked.filter((each) => each.method === method && each.url.startsWith('/api/v1/uploads'))

/** The next file that is chosen: as large as said, beginning as said. */
function choosing(size: number, beginning = JPEG): void {
  files.set('tmp/photo.jpg', beginning.padEnd(size, '.'))
  Taro.chooseMedia.mockResolvedValueOnce({ tempFiles: [{ tempFilePath: 'tmp/photo.jpg', size }] })
}

async function openForm(view: Partial<ApplicationView>, server = uploadServer(), over: Parameters<typeof answerWith>[0] = {}) {
  setRouteParams({ item: 'elderPreferentialCard' })
  const draft = buildApplication({ form: declared, ...view })
  const done = buildApplication({ status: 'submitted', number: 'BJ-20261123-7K2M9Q-4', version: 3 })
  answerWith({
    'POST /api/v1/live/tickets': { fails: 'no line' },
    [`POST ${API}`]: { status: 201, body: draft },
    [`GET ${API}/${ID}`]: { body: draft },
    [`PUT ${API}/${ID}/answers`]: (ask) => ({ body: { ...draft, version: 2, answers: (ask.data as { answers: Record<string, unknown> }).answers } }),
    [`POST ${API}/${ID}/submissions`]: { status: 201, body: done },
    ...server.answers,
    ...over,
  })
  const page = show(<ApplyPage />)
  await waitFor(() => idOf('to-check'))
  return page
}
async function handIn() {
  if (shown('field-truth-agreed') && idOf('field-truth-agreed').getAttribute('aria-checked') !== 'true') await press('field-truth-agreed')
  await press('to-check')
  await press('submit')
  await waitFor(() => expect(sent('submissions')).toHaveLength(1))
  return sent('submissions')[0]!.data as { materials: unknown; answers: Record<string, unknown> }
}

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
  act(() => useSettings.getState().change({ language: 'zh' }))
  signInAs()
})

describe('a material covered by a photo 上传', () => {
  it('is photographed, sent, looked at and handed in with the case', async () => {
    await openForm({ materials: [home] })
    await press('material-home-upload')
    expect(screen.getByText('还没传')).toBeTruthy()
    choosing(UPLOAD_LIMITS.partBytes + 900)
    await press('material-home-files-camera')
    await waitFor(() => idOf('material-home-files-1'))
    expect(Taro.chooseMedia).toHaveBeenCalledWith(expect.objectContaining({ sourceType: ['camera'] }))
    expect(toUploads('PUT').map(({ url }) => url.split('/').at(-1))).toEqual(['0', '1'])
    expect(screen.getByText('已传')).toBeTruthy()
    await press('material-home-files-look-1')
    await waitFor(() => screen.getByRole('img', { name: '第 1 份，第 1 页，共 1 页' }))
    const { materials } = await handIn()
    expect(materials).toEqual([{ code: 'home', kind: 'upload', uploads: ['01JD0000000000000000FRESH1'] }])
  })

  it.each([
    ['a GIF', 900, 'GIF89a', '只收照片和 PDF'],
    ['a PDF where none is taken', 900, '%PDF-1.7', '不收 PDF'],
    ['too large', 1024 * 1024 + 1, JPEG, '最大 1 MB'],
    ['empty', 0, '', '空的'],
  ])('%s is refused at once in plain words, and nothing is sent', async (_, size, beginning, words) => {
    await openForm({ materials: [home] })
    await press('material-home-upload')
    choosing(size, beginning)
    await press('material-home-files-album')
    await screen.findByText(new RegExp(words))
    expect(toUploads('POST')).toEqual([])
  })

  it('without a file is not handed in: it says what to do', async () => {
    await openForm({ materials: [home] })
    await press('material-home-upload')
    await press('field-truth-agreed')
    await press('to-check')
    expect(screen.getByText('请先拍照或选文件传上来，或者换一种方式')).toBeTruthy()
    expect(shown('check')).toBe(false)
  })

  it('waits without a network, says so, and goes on by itself; until then nothing is handed in', async () => {
    const server = uploadServer()
    await openForm({ materials: [home] }, server)
    await press('material-home-upload')
    server.trouble.push({ fails: 'request:fail' })
    choosing(900)
    await press('material-home-files-camera')
    await screen.findByText('网络断了，联网后自动接着传（已传 0%）')
    await press('field-truth-agreed')
    await press('to-check')
    expect(shown('check')).toBe(false)
    await waitFor(() => idOf('material-home-files-1'), { timeout: 10_000 })
    expect((await handIn()).materials).toEqual([{ code: 'home', kind: 'upload', uploads: ['01JD0000000000000000FRESH1'] }])
  })

  it('on its way goes on while the draft turns out to be changed elsewhere, and stands in the form that has come since', async () => {
    const server = uploadServer()
    const PART = 'PUT /api/v1/uploads/01JD0000000000000000FRESH1/parts/0'
    let arrive = () => {}
    const way = new Promise<void>((come) => (arrive = come))
    const newer = buildApplication({ form: declared, materials: [home], version: 7 })
    await openForm({ materials: [home] }, server, {
      [PART]: async (ask) => {
        await way
        return (server.answers[PART] as (ask: Asked) => PreparedAnswer)(ask)
      },
      [`PUT ${API}/${ID}/answers`]: { status: 409, body: { code: 'APPLICATION_MOVED', zh: '有了新进展', en: 'x' } },
      [`GET ${API}/${ID}`]: { body: newer },
    })
    await press('material-home-upload')
    choosing(900)
    await press('material-home-files-camera')
    await waitFor(() => idOf('material-home-files-sending-1'))
    await press('field-truth-agreed')
    await act(async () => coverPages())
    await waitFor(() => idOf('changed-elsewhere'))
    expect(shown('material-home-files-sending-1')).toBe(true)
    await act(async () => arrive())
    await waitFor(() => idOf('material-home-files-1'))
    expect(await handIn()).toMatchObject({ version: 7, materials: [{ code: 'home', kind: 'upload', uploads: ['01JD0000000000000000FRESH1'] }] })
  })

  it('that was sent is there when handing it in gets no answer, and when it is refused, with what is said of it', async () => {
    const done = buildApplication({ status: 'submitted', number: 'BJ-20261123-7K2M9Q-4', version: 3 })
    const refusal = { code: 'APPLICATION_REFUSED', zh: '有几处没有填对', en: 'x', errors: [{ pointer: '/materials/home', zh: '看不清，请换一张', en: 'x' }] }
    const answers: PreparedAnswer[] = [{ fails: 'request:fail' }, { status: 422, body: refusal }, { status: 201, body: done }]
    await openForm({ materials: [home] }, uploadServer(), { [`POST ${API}/${ID}/submissions`]: () => answers.shift()! })
    await press('material-home-upload')
    choosing(900)
    await press('material-home-files-camera')
    await waitFor(() => idOf('material-home-files-1'))
    await handIn()
    await screen.findByText('没交上')
    expect(idOf('check').textContent).toContain('1 份')
    await press('submit')
    await screen.findByText('看不清，请换一张')
    expect(shown('material-home-files-1')).toBe(true)
    await press('to-check')
    await press('submit')
    await waitFor(() => expect(shown('submitted')).toBe(true))
    expect(toUploads('POST').filter(({ url }) => url.endsWith('/completions'))).toHaveLength(1)
    for (const { data } of sent('submissions'))
      expect(data).toMatchObject({ materials: [{ code: 'home', kind: 'upload', uploads: ['01JD0000000000000000FRESH1'] }] })
  })

  it('that the check refuses says why, and can be sent again or dropped', async () => {
    const server = uploadServer()
    const refused = {
      status: 422,
      body: { code: 'UPLOAD_REFUSED', status: 422, zh: '这个文件不能用', en: 'x', errors: [{ pointer: '/file', zh: '文件打不开', en: 'x' }] },
    }
    server.answers['POST /api/v1/uploads/01JD0000000000000000FRESH1/completions'] = refused
    await openForm({ materials: [home] }, server)
    await press('material-home-upload')
    choosing(900)
    await press('material-home-files-camera')
    await screen.findByText('文件打不开')
    await press('material-home-files-again-1')
    await waitFor(() => idOf('material-home-files-1'))
    expect(shown('material-home-files-sending-1')).toBe(false)
  })

  it('that is not to be sent after all is taken off the server as well', async () => {
    const server = uploadServer()
    await openForm({ materials: [home] }, server)
    await press('material-home-upload')
    server.trouble.push({ fails: 'request:fail' })
    choosing(900)
    await press('material-home-files-camera')
    await screen.findByText(/^网络断了/)
    await press('material-home-files-stop-1')
    await waitFor(() => expect(toUploads('DELETE').map(({ url }) => url)).toEqual(['/api/v1/uploads/01JD0000000000000000FRESH1']))
    expect(shown('material-home-files-sending-1')).toBe(false)
  })

  /** The app is closed and opened again: what is stored is there, what was in memory is not. */
  function reopenApp(): void {
    const { keys } = Taro.getStorageInfoSync()
    const kept = keys.map((key) => [key, Taro.getStorageSync(key)] as const)
    act(() => useSession.getState().signOut())
    for (const [key, value] of kept) Taro.setStorageSync(key, value)
    asked.length = 0
    signInAs()
  }
  async function breakOff(server: ReturnType<typeof uploadServer>) {
    const page = await openForm({ materials: [home] }, server)
    await press('material-home-upload')
    choosing(UPLOAD_LIMITS.partBytes * 2 + 900)
    server.troubleAt(1, { fails: 'request:fail' })
    await press('material-home-files-camera')
    await screen.findByText('网络断了，联网后自动接着传（已传 33%）')
    page.unmount()
    reopenApp()
    await openForm({ materials: [home] }, server)
    await press('material-home-upload')
  }

  it('on its way when the app was closed goes on from there once the same file is chosen again', async () => {
    const server = uploadServer()
    await breakOff(server)
    expect(screen.getByText('上次有一份没传完（0.2 MB）。再选那个文件，就从断的地方接着传')).toBeTruthy()
    choosing(UPLOAD_LIMITS.partBytes * 2 + 900)
    await press('material-home-files-album')
    await waitFor(() => idOf('material-home-files-1'))
    expect(toUploads('PUT').map(({ url }) => url.split('/').at(-1))).toEqual(['1', '2'])
    expect(toUploads('POST').map(({ url }) => url.split('/').at(-1))).toEqual(['completions'])
    expect(shown('material-home-files-unfinished-1')).toBe(false)
  })

  it('on its way when the app was closed does not go on with another file, and is given up when it is not wanted', async () => {
    const server = uploadServer()
    await breakOff(server)
    choosing(UPLOAD_LIMITS.partBytes * 2 + 900, '\xff\xd8\xff\xe1')
    await press('material-home-files-album')
    await waitFor(() => idOf('material-home-files-1'))
    expect(toUploads('PUT').map(({ url }) => url.split('/').slice(-3).join('/'))).toEqual([0, 1, 2].map((no) => `01JD0000000000000000FRESH2/parts/${no}`))
    await press('material-home-files-unfinished-drop-1')
    expect(shown('material-home-files-unfinished-1')).toBe(false)
    await waitFor(() => expect(toUploads('DELETE').map(({ url }) => url)).toEqual(['/api/v1/uploads/01JD0000000000000000FRESH1']))
    expect(Taro.getStorageInfoSync().keys.filter((key) => key.includes('unfinished'))).toEqual([])
  })

  it('is one that was sent before, used again without sending it; removed, it is only not used where a case has it', async () => {
    const server = uploadServer({ earlier: [buildUpload({ handedIn: true })] })
    await openForm({ materials: [home] }, server)
    await press('material-home-upload')
    await waitFor(() => idOf('material-home-files-earlier'))
    await press('material-home-files-earlier')
    await press('material-home-files-use-1')
    expect(toUploads('POST')).toEqual([])
    await press('material-home-files-remove-1')
    expect([shown('material-home-files-1'), toUploads('DELETE').length]).toEqual([false, 0])
    await press('material-home-files-use-1')
    expect((await handIn()).materials).toEqual([{ code: 'home', kind: 'upload', uploads: [buildUpload().id] }])
  })

  it('is deleted where it is in no case', async () => {
    await openForm({ materials: [home] }, uploadServer({ earlier: [buildUpload()] }))
    await press('material-home-upload')
    await waitFor(() => idOf('material-home-files-earlier'))
    await press('material-home-files-earlier')
    await press('material-home-files-use-1')
    await press('material-home-files-remove-1')
    await waitFor(() => expect(toUploads('DELETE')).toHaveLength(1))
    await waitFor(() => expect(shown('material-home-files-earlier')).toBe(false))
  })

  it('is brought by 补正', async () => {
    setRouteParams({ id: ID })
    const due = { from: '2026-11-23', days: 30, unit: 'calendarDays' as const, dueOn: '2099-12-23', calendar: 'china@2026', provisional: false }
    const view = buildApplication({
      number: 'BJ-20261123-7K2M9Q-4',
      status: 'supplementing',
      actions: ['supply'],
      supplement: { due, materials: ['home'] },
      materials: [{ ...home, asked: '看不清' }],
    })
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`GET ${API}/${ID}`]: { body: view },
      [`POST ${API}/${ID}/supplements`]: { status: 201, body: { ...view, status: 'supplied', supplement: null, actions: [] } },
      ...uploadServer().answers,
    })
    show(<ApplicationPage />)
    await waitFor(() => idOf('supplement'))
    await press('material-home-upload')
    choosing(900)
    await press('material-home-files-album')
    await waitFor(() => idOf('material-home-files-1'))
    await press('supply')
    await waitFor(() => expect(sent('supplements')).toHaveLength(1))
    expect(sent('supplements')[0]!.data).toMatchObject({ materials: [{ code: 'home', kind: 'upload', uploads: ['01JD0000000000000000FRESH1'] }] })
  })

  it('is looked at again once it was handed in, also by the other guardian, who did not send it', async () => {
    setRouteParams({ id: ID })
    const { id, kind, pages, thumb, at } = buildUpload()
    const view = buildApplication({
      number: 'BJ-20261123-7K2M9Q-4',
      status: 'submitted',
      materials: [{ ...home, options: [], taken: 'upload', uploads: [{ id, kind: kind!, pages, thumb: thumb!, at }] }],
    })
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`GET ${API}/${ID}`]: { body: view },
      [`GET ${API}/${ID}/uploads/${id}/pages/0`]: { body: { mediaType: 'image/jpeg', width: 30, height: 20, base64: thumb } },
    })
    show(<ApplicationPage />)
    await waitFor(() => idOf('see-filled'))
    await press('see-filled')
    await press('handed-in-home-look-1')
    await waitFor(() => screen.getByRole('img', { name: '第 1 份，第 1 页，共 1 页' }))
    expect(shown('handed-in-home-remove-1')).toBe(false)
  })

  it('is told of in English where the screen is', async () => {
    act(() => useSettings.getState().change({ language: 'en' }))
    await openForm({ materials: [home] })
    await press('material-home-upload')
    expect(screen.getByText('Camera')).toBeTruthy()
    expect(screen.getByText(/^Photos, at most 1 MB each/)).toBeTruthy()
  })
})

describe('a field of a form that asks for files', () => {
  it('takes them, as many as it says, and sends their ids', async () => {
    const field = { code: 'paper', ...named('附件'), required: true, kind: 'file' as const, least: 1, most: 1 }
    await openForm({ form: { ...declared, sections: [{ ...declared.sections[0]!, fields: [field, ...declared.sections[0]!.fields] }] } })
    choosing(900)
    await press('field-paper-files-album')
    await waitFor(() => idOf('field-paper-files-1'))
    expect(shown('field-paper-files-album')).toBe(false)
    expect((await handIn()).answers).toEqual({ paper: ['01JD0000000000000000FRESH1'], truth: 'agreed' })
  })

  it('shows what was handed in as files that can be opened, not that something was chosen', async () => {
    setRouteParams({ id: ID })
    const { id, kind, pages, thumb, at } = buildUpload()
    const field = { code: 'paper', ...named('附件'), required: true, kind: 'file' as const, least: 1, most: 1 }
    const view = buildApplication({
      number: 'BJ-20261123-7K2M9Q-4',
      status: 'submitted',
      form: { ...declared, sections: [{ ...declared.sections[0]!, fields: [field] }] },
      answers: { paper: [id] },
      formFiles: { paper: [{ id, kind: kind!, pages, thumb: thumb!, at }] },
    })
    answerWith({
      'POST /api/v1/live/tickets': { fails: 'no line' },
      [`GET ${API}/${ID}`]: { body: view },
      [`GET ${API}/${ID}/uploads/${id}/pages/0`]: { body: { mediaType: 'image/jpeg', width: 30, height: 20, base64: thumb } },
    })
    show(<ApplicationPage />)
    await waitFor(() => idOf('see-filled'))
    await press('see-filled')
    expect(idOf('answer-paper').textContent).toContain('照片')
    expect(idOf('filled').textContent).not.toContain('已选')
    await press('answer-paper-look-1')
    await waitFor(() => screen.getByRole('img', { name: '第 1 份，第 1 页，共 1 页' }))
  })
})
