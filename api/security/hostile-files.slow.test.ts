import { UPLOAD_LIMITS } from '@zsb/shared/upload'
import sharp from 'sharp'
import { createChecker, type Checker } from '../src/features/uploads/checker'
import type { Verdict } from '../src/features/uploads/check-file'
import { FULL, noteFigure, timeLimit, volume } from '../test-support/security/figures'
import { hostileFiles, PLANTED, type HostileFile } from '../test-support/security/hostile-files'

const FILES = volume({ suite: 40, full: 250 })
const ROW = 'Hostile files'
const TRACES = [PLANTED, '<script', '<?php', 'PK\x03\x04', 'This program cannot', '%PDF']

const checkIn = ({ inTurn }: Checker, file: Uint8Array): Promise<Verdict> => inTurn((check) => check(file))

/** What is wrong with a picture that would be served. */
async function faultsOf(bytes: Uint8Array): Promise<string[]> {
  const picture = Buffer.from(bytes)
  const { format, width, height, exif, xmp, iptc, icc, comments } = await sharp(picture).metadata()
  const said = { exif, xmp, iptc, icc, comments }
  return [
    ...(format === 'jpeg' ? [] : [`it is ${format}`]),
    ...(Math.max(width, height) <= UPLOAD_LIMITS.keptEdge ? [] : [`${width} × ${height}`]),
    ...Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [name])),
    ...TRACES.filter((trace) => picture.includes(trace, 0, 'latin1')),
    ...(picture.subarray(-2).toString('hex') === 'ffd9' ? [] : ['something behind its end']),
  ]
}

async function faultOf({ expect: expected, bytes }: HostileFile, verdict: Verdict): Promise<string | null> {
  if (!verdict.ok) {
    if (expected === 'either') return null
    return expected !== 'kept' && expected.includes(verdict.code) ? null : `refused: ${verdict.code}`
  }
  if (expected !== 'kept' && expected !== 'either') return 'kept'
  const pictures = [...verdict.pages.map((page) => page.bytes), verdict.thumb]
  const faults = (await Promise.all(pictures.map(faultsOf))).flat()
  if (pictures.some((picture) => Buffer.from(picture).equals(bytes))) faults.push('served raw')
  return faults.length > 0 ? faults.join(', ') : null
}

describe('files that somebody might send in place of a photo', () => {
  let checker: Checker
  let files: HostileFile[]
  beforeAll(async () => {
    checker = createChecker()
    files = await hostileFiles()
  }, 60_000)
  afterAll(() => checker.stop())

  it('R24: there are 250 of them', () => {
    expect(files.length).toBeGreaterThanOrEqual(250)
    expect(new Set(files.map(({ family, name }) => `${family}: ${name}`)).size).toBe(files.length)
  })

  it(
    'R24: none is served as it came: each is refused with its reason or drawn anew, without anything that was planted in it',
    async () => {
      const wrong: string[] = []
      let refused = 0
      // All of them where the full volume is asked for: there are a few more than the figure.
      const count = FULL ? files.length : FILES
      for (const file of files.slice(0, count)) {
        const verdict = await checkIn(checker, file.bytes)
        if (!verdict.ok) refused += 1
        const fault = await faultOf(file, verdict)
        if (fault) wrong.push(`${file.family}: ${file.name}: ${fault}`)
      }
      expect(wrong).toEqual([])
      noteFigure(ROW, 'files sent, refused', `${count}, ${refused}`)
      noteFigure(ROW, 'served raw, or with anything planted in them', wrong.length, wrong.length === 0)
    },
    timeLimit({ suite: 120_000, full: 600_000 }),
  )

  it('R24: a file that keeps the check busy is refused in its time, and the next one is looked at', async () => {
    const impatient = createChecker({ mostMs: 1 })
    const [file] = files.filter(({ expect: expected }) => expected === 'kept')
    expect(await checkIn(impatient, file!.bytes)).toEqual({ ok: false, code: 'damaged', n: 0 })
    await impatient.stop()
    expect((await checkIn(checker, file!.bytes)).ok).toBe(true)
  }, 30_000)
})
