import { screen, waitFor } from '@testing-library/react'
import type { PrintedCodeView } from '@zsb/shared/health-code'
import { BAO, beginAsMei, healthAnswers } from '../../../test/health'
import { idOf, press, show, shown, tapTwice } from '../../../test/show'
import Taro, { answerWith, posted } from '../../../test/taro'
import PrintedPage from './pages/printed'

const PRINTED = '/api/v1/health/printed-codes'
const code: PrintedCodeView = {
  id: '01JD000000000000000PRINTED',
  personId: BAO,
  number: '7Q4M20KD93XA',
  channel: 'phone',
  issuedAt: '2026-11-23T06:00:00.000Z',
  validTo: '2027-11-22',
}
const made = { code, file: { fileName: 'a.pdf', base64: 'QQ==' } }

/** Of her child: nothing is printed yet. */
async function open() {
  const items: PrintedCodeView[] = []
  answerWith({
    ...healthAnswers,
    [`GET ${PRINTED}`]: () => ({ body: { items, next: null } }),
    [`POST ${PRINTED}`]: () => {
      items[0] = code
      return { status: 201, body: made }
    },
    [`POST ${PRINTED}/${code.id}/prints`]: { body: made },
  })
  show(<PrintedPage />)
  await waitFor(() => idOf(`whose-${BAO}`))
  await press(`whose-${BAO}`)
  await waitFor(() => idOf('print-code'))
}

beforeEach(beginAsMei)

describe('打印离线码 on the phone', () => {
  it('is made once and opened, however often it is tapped before it is there', async () => {
    await open()
    await tapTwice('print-code')
    expect(await screen.findByText(/^打印件已打开/)).toBeTruthy()
    expect([posted(PRINTED).map(({ data }) => data), Taro.openDocument.mock.calls.length]).toEqual([[{ personId: BAO }], 1])
  })
  it('says of a file that does not open that the code is there, and what to tap; that opens it without making another', async () => {
    await open()
    Taro.openDocument.mockRejectedValueOnce({ errMsg: 'openDocument:fail' })
    await press('print-code')
    expect(await screen.findByText('文件没有打开。离线码已经有了，不用换新的，请点“再打印这一张”')).toBeTruthy()
    await waitFor(() => expect(idOf('print-again').textContent).toBe('再打印这一张'))
    await press('print-again')
    expect(await screen.findByText(/^打印件已打开/)).toBeTruthy()
    expect([posted(PRINTED).length, shown('print-code')]).toEqual([1, false])
  })
})
