import { countParts, UPLOAD_LIMITS, type UploadView } from '@zsb/shared/upload'
import { buildUpload } from '../../../test/upload-server'
import { ApiError, type ApiErrorCode } from '@/platform/request'
import { sendFile, SendingStopped, type SendingStage } from './send-file'

const SIZE = UPLOAD_LIMITS.partBytes * 2 + 10
const failing = (code: ApiErrorCode, retryAfterSeconds?: number) =>
  new ApiError({ code, zh: '不行', en: 'no', ...(retryAfterSeconds && { retryAfterSeconds }) })

/** A server of one file; `fail` is asked before each step. */
function serverOf(fail: (step: string) => Error | null = () => null) {
  const calls: string[] = []
  let missing: number[] = []
  const view = (over: Partial<UploadView> = {}) => buildUpload({ state: 'receiving', sizeBytes: SIZE, missing, ...over })
  const step = async <T>(name: string, done: () => T): Promise<T> => {
    calls.push(name)
    const error = fail(name)
    if (error) throw error
    return done()
  }
  return {
    calls,
    /** It has these parts of the file from before. */
    hold: (held: readonly number[]) => void (missing = Array.from({ length: countParts(SIZE) }, (_, no) => no).filter((no) => !held.includes(no))),
    /** A part came through whose answer did not. */
    receive: (no: number) => void (missing = missing.filter((each) => each !== no)),
    api: {
      begin: () =>
        step('begin', () => {
          missing = Array.from({ length: countParts(SIZE) }, (_, no) => no)
          return view()
        }),
      look: () => step('look', () => view()),
      part: ({ no }: { no: number }) =>
        step(`part ${no}`, () => {
          missing = missing.filter((each) => each !== no)
          return view()
        }),
      finish: () => step('finish', () => view({ state: 'checked' })),
    },
  }
}
async function send(server: ReturnType<typeof serverOf>, { isGone = (): boolean => false, begun = null as string | null } = {}) {
  const told: [SendingStage, number][] = []
  const waited: number[] = []
  const read: [number, number][] = []
  const file = {
    sizeBytes: SIZE,
    read: async (from: number, length: number) => {
      read.push([from, length])
      return new Uint8Array(length)
    },
  }
  const tell = (stage: SendingStage, percent: number) => void told.push([stage, percent])
  const done = await sendFile({
    file,
    material: 'home',
    begun,
    api: server.api,
    tell,
    onBegun: () => undefined,
    whenBack: async (_, seconds) => void waited.push(seconds),
    isGone,
  })
  return { done, told, read, waited }
}

describe('a file on its way', () => {
  it('is begun, sent part by part with its progress, and checked', async () => {
    const server = serverOf()
    const { done, told, read } = await send(server)
    expect(server.calls).toEqual(['begin', 'part 0', 'part 1', 'part 2', 'finish'])
    expect(read).toEqual([[0, UPLOAD_LIMITS.partBytes], [UPLOAD_LIMITS.partBytes, UPLOAD_LIMITS.partBytes], [UPLOAD_LIMITS.partBytes * 2, 10]]) // prettier-ignore
    expect(told).toEqual([['sending', 0], ['sending', 0], ['sending', 33], ['sending', 67], ['checking', 100]]) // prettier-ignore
    expect(done.state).toBe('checked')
  })
  it('broken off, waits, asks how far it had come and goes on from there', async () => {
    let broken = false
    const server = serverOf((step) => {
      if (step !== 'part 1' || broken) return null
      broken = true
      return failing('NETWORK')
    })
    const { told } = await send(server)
    expect(server.calls).toEqual(['begin', 'part 0', 'part 1', 'look', 'part 1', 'part 2', 'finish'])
    expect(told).toContainEqual(['waiting', 33])
  })
  it('does not send again a part that had come through, only its answer had not', async () => {
    let broken = false
    const server: ReturnType<typeof serverOf> = serverOf((step) => {
      if (step !== 'part 1' || broken) return null
      broken = true
      server.receive(1)
      return failing('TIMEOUT')
    })
    await send(server)
    expect(server.calls).toEqual(['begin', 'part 0', 'part 1', 'look', 'part 2', 'finish'])
  })
  it.each<[string, ApiErrorCode]>([
    ['begin', 'UPLOAD_TOO_MANY'],
    ['begin', 'RATE_LIMITED'],
    ['finish', 'UPLOAD_REFUSED'],
  ])('what is refused (%s, %s) is said, and not tried again by itself', async (at, code) => {
    const server = serverOf((step) => (step === at ? failing(code) : null))
    await expect(send(server)).rejects.toMatchObject({ code })
    expect(server.calls.filter((step) => step === at)).toHaveLength(1)
  })
  it.each<[string, ApiErrorCode, SendingStage]>([
    ['part 2', 'RATE_LIMITED', 'busy'],
    ['part 2', 'OVERLOADED', 'busy'],
    ['finish', 'OVERLOADED', 'busy'],
    ['finish', 'IDEMPOTENCY_IN_PROGRESS', 'busy'],
    ['finish', 'TIMEOUT', 'busy'],
    ['part 2', 'TIMEOUT', 'waiting'],
    ['finish', 'NETWORK', 'waiting'],
  ])('what passes (%s, %s) is waited for as long as the server says, told as it is (%s), and nothing of it is lost', async (at, code, stage) => {
    let failed = false
    const server = serverOf((step) => {
      if (step !== at || failed) return null
      failed = true
      return failing(code, 40)
    })
    const { told, waited, done } = await send(server)
    expect(told.map(([each]) => each)).toContain(stage)
    expect(waited).toEqual([40])
    expect(done.state).toBe('checked')
    expect(server.calls.filter((step) => step === 'begin' || step === 'part 0')).toEqual(['begin', 'part 0'])
  })
  it('begun before the app was closed, is asked for and goes on from where it was', async () => {
    const server = serverOf()
    server.hold([0, 2])
    const { told } = await send(server, { begun: 'before' })
    expect(server.calls).toEqual(['look', 'part 1', 'finish'])
    expect(told).toEqual([['sending', 0], ['sending', 67], ['checking', 100]]) // prettier-ignore
  })
  it('begun too long ago, is begun anew', async () => {
    const server = serverOf((step) => (step === 'look' ? failing('NOT_FOUND') : null))
    await send(server, { begun: 'before' })
    expect(server.calls).toEqual(['look', 'begin', 'part 0', 'part 1', 'part 2', 'finish'])
  })
  it('that nobody waits for any more is not sent on', async () => {
    const server = serverOf()
    await expect(send(server, { isGone: () => server.calls.length === 2 })).rejects.toBeInstanceOf(SendingStopped)
    expect(server.calls).toEqual(['begin', 'part 0'])
  })
})
