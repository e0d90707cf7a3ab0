import { countParts, type UploadView } from '@zsb/shared/upload'
import type { Asked, PreparedAnswer } from './taro'

const API = '/api/v1/uploads'
/** A picture of one pixel, as small ones are kept. */
const THUMB = '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEBAQ=='

export const buildUpload = (over: Partial<UploadView> = {}): UploadView => ({
  id: '01JD0000000000000000FILE01',
  material: 'home',
  state: 'checked',
  kind: 'jpeg',
  sizeBytes: 400_000,
  missing: [],
  pages: 1,
  thumb: THUMB,
  at: '2026-11-26T06:00:00.000Z',
  handedIn: false,
  ...over,
})

/** The uploads of the API as a phone meets them: files begun, their parts, what was sent before. */
export function uploadServer({ earlier = [] as UploadView[] } = {}) {
  const files = new Map(earlier.map((upload) => [upload.id, upload]))
  /** What the next parts are answered instead. */
  const trouble: PreparedAnswer[] = []
  /** What one part is answered instead, once. */
  const troubles = new Map<number, PreparedAnswer>()
  const idOf = ({ url }: Asked) => url.split('/')[4]!.split('?')[0]!
  let count = 0
  const put = (upload: UploadView) => {
    files.set(upload.id, upload)
    return { body: upload }
  }
  const answers = {
    [`GET ${API}`]: ({ url }: Asked) => ({
      body: {
        items: [...files.values()].filter(({ state, material }) => state === 'checked' && url.includes(`material=${material}&`)).reverse(),
        next: null,
      },
    }),
    [`POST ${API}`]: ({ data }: Asked) => {
      const { sizeBytes, material } = data as { sizeBytes: number; material: string }
      count += 1
      const missing = Array.from({ length: countParts(sizeBytes) }, (_, no) => no)
      const id = `01JD0000000000000000FRESH${count}`
      return { status: 201, ...put(buildUpload({ id, state: 'receiving', kind: null, thumb: null, pages: 0, material, sizeBytes, missing })) }
    },
  }
  for (let n = 1; n <= 3; n += 1) {
    const id = `01JD0000000000000000FRESH${n}`
    const found = (ask: Asked) => files.get(idOf(ask))!
    Object.assign(answers, {
      [`GET ${API}/${id}`]: (ask: Asked) => ({ body: found(ask) }),
      [`POST ${API}/${id}/completions`]: (ask: Asked) => ({ status: 201, ...put({ ...found(ask), state: 'checked', kind: 'jpeg', pages: 1, thumb: THUMB }) }),
    })
    for (let no = 0; no < 4; no += 1)
      Object.assign(answers, {
        [`PUT ${API}/${id}/parts/${no}`]: (ask: Asked) => {
          const instead = troubles.get(no) ?? trouble.shift()
          troubles.delete(no)
          if (instead) return instead
          return put({ ...found(ask), missing: found(ask).missing.filter((each) => each !== no) })
        },
      })
  }
  for (const id of [...files.keys(), ...[1, 2, 3].map((n) => `01JD0000000000000000FRESH${n}`)])
    Object.assign(answers, {
      [`GET ${API}/${id}/pages/0`]: { body: { mediaType: 'image/jpeg', width: 30, height: 20, base64: THUMB } },
      [`DELETE ${API}/${id}`]: () => {
        files.delete(id)
        return { status: 204 }
      },
    })
  return {
    answers: answers as Record<string, PreparedAnswer | ((ask: Asked) => PreparedAnswer)>,
    files,
    trouble,
    troubleAt: (no: number, instead: PreparedAnswer) => void troubles.set(no, instead),
  }
}
