import { countParts, partSize, UPLOAD_LIMITS } from '@zsb/shared/upload'
import { pdfOf } from '../../../test-support/security/hostile-files'
import { photo } from '../../../test-support/uploading'
import type { Principal } from '../../platform/http/principal'
import { createChecker } from './checker'
import type { UploadSeal } from './upload-seal'
import { createUploadService } from './uploads.service'
import type { UploadRecord, UploadStore } from './uploads.store'

const NOW = new Date('2026-11-27T02:00:00Z')
const mei: Principal = { personId: 'mei', subjectId: 'mei', capacity: 'self', level: 'confirmed', sessionId: 's1', deviceId: 'd1' }
const recordOf = (id: string, sizeBytes: number): UploadRecord => ({
  _id: id,
  owner: 'mei.mei',
  subjectId: 'mei',
  material: 'residence',
  state: 'receiving',
  kind: null,
  sizeBytes,
  pages: [],
  thumb: null,
  refusal: null,
  at: NOW,
  cases: [],
  expiresAt: new Date(NOW.getTime() + 3_600_000),
})

/** Files that have come whole, kept in memory; counts how many are read out at once. */
function storeOf(files: Record<string, Buffer>) {
  let reading = 0
  const most = { reading: 0 }
  const store: Pick<UploadStore, 'find' | 'readParts' | 'finish' | 'refuse' | 'numbersOf'> = {
    find: async (id) => recordOf(id, files[id]!.length),
    numbersOf: async () => [],
    readParts: async (id) => {
      most.reading = Math.max(most.reading, (reading += 1))
      await new Promise(setImmediate)
      const file = files[id]!
      return Array.from({ length: countParts(file.length) }, (_, no) => {
        const from = no * UPLOAD_LIMITS.partBytes
        return file.subarray(from, from + partSize({ sizeBytes: file.length, no }))
      })
    },
    finish: async ({ id, checked: { kind } }) => {
      reading -= 1
      return { ...recordOf(id, files[id]!.length), state: 'checked', kind }
    },
    refuse: async ({ id, refusal }) => {
      reading -= 1
      return { ...recordOf(id, files[id]!.length), state: 'refused', refusal }
    },
  }
  return { store: store as UploadStore, most }
}
const asItIs = async (bytes: Uint8Array) => Buffer.from(bytes)
const seal = { openPart: asItIs, closePage: asItIs, closeThumb: asItIs } as unknown as UploadSeal

/** A page that takes PDFium minutes to draw. */
function slowFile(): Buffer {
  const drawing = Buffer.from('q 0.5 0 0 rg 0 0 2000 2000 re f* Q\n'.repeat(40_000))
  const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 2000 2000] /Contents 4 0 R /Resources << >> >>'
  const content = Buffer.concat([Buffer.from(`<< /Length ${drawing.length} >>\nstream\n`), drawing, Buffer.from('\nendstream')])
  return pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', page, content])
}

async function finishing(files: Record<string, Buffer>, checker: ReturnType<typeof createChecker>) {
  const { store, most } = storeOf(files)
  const service = createUploadService({ store, seal, checker, mayBegin: async () => undefined, idsOf: async (id) => [id], newId: () => 'new', now: () => NOW })
  const outcomes = await Promise.all(
    Object.keys(files).map((id) =>
      service.finish({ id, principal: mei }).then(
        ({ state }) => state as string,
        ({ code, detail }: { code: string; detail?: { refusal?: string } }) => detail?.refusal ?? code,
      ),
    ),
  )
  await checker.stop()
  return { outcomes, most }
}

describe('a file that is checked 查验 while others wait', () => {
  it('R24: is judged by its own time and not by that of the one before it', async () => {
    const good = await photo()
    const { outcomes } = await finishing({ slow: slowFile(), first: good, second: good }, createChecker({ mostMs: 1_500 }))
    expect(outcomes).toEqual(['damaged', 'checked', 'checked'])
  })

  it('R24: is read out only when it is its turn, so that memory holds one of them however many are finished at once', async () => {
    const good = await photo()
    const { outcomes, most } = await finishing(Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`file-${n}`, good])), createChecker())
    expect(most.reading).toBe(1)
    expect(new Set(outcomes)).toEqual(new Set(['checked', 'OVERLOADED']))
  })
})
