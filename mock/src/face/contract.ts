import { ask } from '../system'

export interface FaceTarget {
  baseUrl: string
  key: string
  known: { name: string; documentType: string; number: string }
}

/** The face-check partner 人脸核身 as we rely on it. */
export function faceContract(target: () => FaceTarget): void {
  const call = (path: string, json?: unknown, key = target().key) => ask(`${target().baseUrl}${path}`, { headers: { 'x-face-key': key }, json })

  it('begins a check with a ticket and the address of its page', async () => {
    const started = await call('/checks', target().known)
    expect(started).toMatchObject({
      status: 201,
      body: { ticket: expect.stringMatching(/^[\w-]{16,}$/), url: expect.stringMatching(/^https?:\/\//), expiresAt: expect.any(String) },
    })
    expect(String(started.body.url)).not.toContain(String(started.body.ticket))
    expect(await call(`/checks/${String(started.body.ticket)}`)).toMatchObject({
      status: 200,
      body: { state: 'pending', score: null, reason: null, finishedAt: null },
    })
  })
  it('refuses a name that does not fit the number, an unknown ticket and a wrong key', async () => {
    expect(await call('/checks', { ...target().known, name: '某某某' })).toMatchObject({ status: 422, body: { code: 'PERSON_UNKNOWN' } })
    expect(await call('/checks/no-such-ticket')).toMatchObject({ status: 404, body: { code: 'CHECK_UNKNOWN' } })
    expect(await call('/checks', target().known, 'wrong')).toMatchObject({ status: 401, body: { code: 'KEY_REFUSED' } })
  })
}
