import { act, screen, waitFor } from '@testing-library/react'
import type { DeclareAtWindow, DeclaredAtWindow, PrintedCodeView } from '@zsb/shared/health-code'
import { MEI, declarationForm, healthOn } from '../../../test/health'
import { idOf, press, show, shown, signInAs, type } from '../../../test/show'
import Taro, { answerWith, files, posted, resetTaro } from '../../../test/taro'
import { useSession } from '@/platform/session'
import WindowPrintedPage from './pages/window-printed'

const DECLARE = '/api/v1/window/health-declarations'
const LOOKUP = '/api/v1/window/health-declaration-lookups'
const LIU = { documentType: 'residentId', name: '刘桂兰', number: '990102195203070022' }
const FIRST = '01JD0000000000000000TAKEN1'
const OTHER = '01JD0000000000000000TAKEN0'
const made = (over: Partial<DeclaredAtWindow> = {}): DeclaredAtWindow => ({
  id: FIRST,
  at: '2026-11-23T06:00:00.000Z',
  nameMasked: '刘**',
  erasedOn: '2026-12-23',
  file: { fileName: '个人健康申报表.pdf', base64: 'QQ==' },
  ...over,
})
const printedCode: PrintedCodeView = {
  id: OTHER,
  personId: MEI,
  number: '7Q4M20KD93XA',
  channel: 'window',
  issuedAt: '2026-11-23T06:00:00.000Z',
  validTo: '2027-11-22',
}
const BASE = {
  'POST /api/v1/live/tickets': { fails: 'no line' },
  'GET /api/v1/health/status': { body: healthOn },
  'GET /api/v1/window/health-declaration-form': { body: { form: declarationForm.form } },
}
const bodies = () => posted(DECLARE).map(({ data }) => data as DeclareAtWindow)
const valueOf = (id: string) => (idOf(id) as HTMLInputElement).value
const stored = () => JSON.stringify(Taro.getStorageInfoSync().keys.map((key) => Taro.getStorageSync(key)))

beforeEach(() => {
  resetTaro()
  act(() => useSession.getState().signOut())
  signInAs({ capacity: 'clerk', name: '林浩' })
})

async function open(act_: 'declare' | 'correct' | 'print') {
  show(<WindowPrintedPage />)
  await waitFor(() => idOf(`window-print-act-${act_}`))
  await press(`window-print-act-${act_}`)
}
async function showDocument() {
  await type('window-print-name', LIU.name)
  await type('window-print-number', LIU.number)
  await press('window-print-seen')
  await press('window-print-consent')
}

describe('窗口代为申报', () => {
  it('takes down what is said, opens the sheet to sign, and puts right at once what is written wrong, once', async () => {
    const answers = [made(), made({ id: OTHER, file: { fileName: 'b.pdf', base64: 'Qg==' } })]
    answerWith({ ...BASE, [`POST ${DECLARE}`]: () => ({ status: 201, body: answers.shift() }) })
    await open('declare')
    await waitFor(() => idOf('window-declare-do'))
    await showDocument()
    await type('field-temperature', '37.5')
    await press('window-declare-do')
    await waitFor(() => idOf('window-declared'))
    expect(idOf('window-declared').textContent).toContain('请本人看过再签字')
    expect([...files.values()]).toEqual(['QQ=='])
    await press('window-correct')
    // Who stands there still, and what was said; that the document was seen and the consent signed is said anew.
    await waitFor(() => idOf('window-declare-do'))
    expect([valueOf('window-print-name'), valueOf('window-print-number'), valueOf('field-temperature')]).toEqual([LIU.name, LIU.number, '37.5'])
    expect(idOf('window-declare-do').getAttribute('aria-disabled')).toBe('true')
    await press('window-print-seen')
    await press('window-print-consent')
    await type('field-temperature', '36.5')
    await press('window-declare-do')
    await waitFor(() => idOf('window-corrected'))
    expect(bodies()).toMatchObject([
      { person: LIU, documentSeen: true, consentSigned: true, formVersion: 3, answers: { temperature: '37.5' } },
      { person: LIU, documentSeen: true, consentSigned: true, formVersion: 3, answers: { temperature: '36.5' }, corrects: FIRST },
    ])
    expect(bodies()[0]).not.toHaveProperty('corrects')
    expect([...files.values()]).toEqual(['Qg=='])
    await press('window-print-next')
    expect(valueOf('window-print-number')).toBe('')
    expect(stored()).not.toMatch(/刘桂兰|990102195203070022|36\.5/)
  })
  it('of the one before nothing is shown under the document of the next, also after another act was chosen: his own is to be found', async () => {
    answerWith({ ...BASE, [`POST ${DECLARE}`]: { status: 201, body: made() } })
    await open('declare')
    await waitFor(() => idOf('window-declare-do'))
    await showDocument()
    await type('field-temperature', '38.5')
    await press('window-declare-do')
    await waitFor(() => idOf('window-correct'))
    await press('window-correct')
    await waitFor(() => idOf('window-declare-do'))
    await type('window-print-name', '陈阿水')
    await type('window-print-number', '990102194811230018')
    await press('window-print-act-print')
    await press('window-print-act-correct')
    expect(shown('window-find-do')).toBe(true)
    expect([shown('window-declare-do'), shown('field-temperature'), shown(`window-taken-${FIRST}`)]).toEqual([false, false, false])
    // Hers is there again with her own document.
    await type('window-print-name', LIU.name)
    await type('window-print-number', LIU.number)
    expect(valueOf('field-temperature')).toBe('38.5')
  })
  it.each([
    ['declare', 'window-declare-do', 'window-sheet-open'],
    ['print', 'window-print-do', 'window-print-open'],
  ] as const)('%s: a file that does not open is said, as done all the same, and opened when it is asked for again', async (what, send, again) => {
    answerWith({
      ...BASE,
      [`POST ${DECLARE}`]: { status: 201, body: made() },
      'POST /api/v1/window/printed-codes': { status: 201, body: { code: printedCode, file: made().file } },
    })
    await open(what)
    await waitFor(() => idOf(send))
    await showDocument()
    if (what === 'declare') await type('field-temperature', '36.5')
    Taro.openDocument.mockRejectedValueOnce({ errMsg: 'openDocument:fail' })
    await press(send)
    await waitFor(() => idOf(`${again}-failed`))
    expect(idOf(`${again}-failed`).textContent).toContain('没有打开。已经办好，不用重办')
    expect(document.body.textContent).not.toContain('已打开')
    await press(again)
    expect(shown(`${again}-failed`)).toBe(false)
    expect(Taro.openDocument).toHaveBeenCalledTimes(2)
  })
  it('brings what is wrong into sight, first the document and then the first field, and sends nothing', async () => {
    answerWith(BASE)
    await open('declare')
    await waitFor(() => idOf('window-declare-do'))
    await press('window-print-seen')
    await press('window-print-consent')
    await press('window-declare-do')
    expect(Taro.pageScrollTo).toHaveBeenLastCalledWith(expect.objectContaining({ selector: '#window-print-name' }))
    await type('window-print-name', LIU.name)
    await type('window-print-number', LIU.number)
    await type('field-temperature', '61')
    await press('window-declare-do')
    expect(Taro.pageScrollTo).toHaveBeenLastCalledWith(expect.objectContaining({ selector: '#field-temperature' }))
    expect(shown('field-temperature-error')).toBe(true)
    expect(posted(DECLARE)).toEqual([])
  })
  it('a day later it is found by the document and chosen by when it was taken down; of another document nothing is found yet', async () => {
    const items = [FIRST, OTHER].map((id, n) => ({ id, at: `2026-11-2${4 - n}T06:00:00.000Z`, answers: { temperature: `36.${n}` } }))
    answerWith({
      ...BASE,
      [`POST ${LOOKUP}`]: { body: { nameMasked: '刘**', items, next: null } },
      [`POST ${DECLARE}`]: { status: 201, body: made() },
    })
    await open('correct')
    await showDocument()
    await press('window-find-do')
    await waitFor(() => expect(valueOf('field-temperature')).toBe('36.0'))
    expect(posted(LOOKUP)[0]?.data).toEqual({ person: LIU, documentSeen: true })
    await press(`window-taken-${OTHER}`)
    expect(valueOf('field-temperature')).toBe('36.1')
    await type('window-print-number', '990102195203070023')
    expect(shown('window-declare-do')).toBe(false)
    await type('window-print-number', LIU.number)
    await press(`window-taken-${OTHER}`)
    await press('window-declare-do')
    await waitFor(() => idOf('window-corrected'))
    expect(bodies()[0]).toMatchObject({ corrects: OTHER, answers: { temperature: '36.1' } })
  })
  it('says that there is nothing to correct, and where somebody’s own is corrected', async () => {
    answerWith({ ...BASE, [`POST ${LOOKUP}`]: { status: 404, body: { code: 'NOT_FOUND', zh: '没有', en: 'x' } } })
    await open('correct')
    expect(screen.getByText(/在自己手机上更正/)).toBeTruthy()
    // A signature is not asked for yet, neither to find nor to make void.
    expect(idOf('window-find-do').parentElement!.textContent).toContain('先核对证件')
    expect(idOf('window-find-do').parentElement!.textContent).not.toContain('签字')
    await press('window-print-act-revoke')
    expect(idOf('window-print-do').parentElement!.textContent).not.toContain('签字')
    await press('window-print-act-correct')
    await showDocument()
    await press('window-find-do')
    await waitFor(() => expect(idOf('window-find-refused').textContent).toContain('没有能更正的'))
    for (const cause of ['再核对姓名和号码', '没有在窗口申报过', '已经更正过', '过期删除', '用“代为申报”重新填'])
      expect(idOf('window-find-refused').textContent).toContain(cause)
  })
})
