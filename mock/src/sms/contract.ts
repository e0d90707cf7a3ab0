import { ask } from '../system'

export interface SmsTarget {
  baseUrl: string
  key: string
  /** A number that may get a message. */
  phone: string
}

/** The SMS gateway as we rely on it. */
export function smsContract(target: () => SmsTarget): void {
  const send = (over: Record<string, unknown> = {}, key = target().key) =>
    ask(`${target().baseUrl}/v1/messages`, {
      headers: { 'x-api-key': key },
      json: { phone: target().phone, template: 'sign-in-code', params: { code: '042917', minutes: '5' }, ...over },
    })

  it('takes a message and numbers it', async () => {
    expect(await send()).toMatchObject({ status: 202, body: { messageId: expect.any(String), acceptedAt: expect.any(String) } })
  })
  it('refuses a wrong key', async () => {
    expect(await send({}, 'wrong')).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } })
  })
  it.each([
    ['a number that is none', { phone: '12345' }, 'INVALID_PHONE'],
    ['a template it does not know', { template: 'constructor' }, 'UNKNOWN_TEMPLATE'],
    ['a parameter left out', { params: { code: '042917' } }, 'MISSING_PARAM'],
  ])('refuses %s', async (_, over, code) => {
    expect(await send(over)).toMatchObject({ status: 400, body: { code } })
  })
}
