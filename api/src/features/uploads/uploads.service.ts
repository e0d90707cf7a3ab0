import { crc32 } from 'node:zlib'
import { countParts, MEGABYTE, partSize, UPLOAD_LIMITS, uploadRefusalWords, type UploadPart, type UploadPicture, type UploadView } from '@zsb/shared/upload'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { actorOf } from '../holders'
import type { Check, Checker } from './checker'
import type { UploadSeal } from './upload-seal'
import type { UploadRecord, UploadStore } from './uploads.store'

interface Parts {
  store: UploadStore
  seal: UploadSeal
  checker: Pick<Checker, 'inTurn'>
  /** @throws AppError where nothing is sent for such a material now */
  mayBegin: (material: string) => Promise<void>
  /** Every id that somebody has had: two accounts found to be one person are one owner. */
  idsOf: (personId: string) => Promise<string[]>
  newId: (at: Date) => string
  now: () => Date
}
interface One {
  id: string
  principal: Principal
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Who sent it, and for whom: a guardian's files for his child are neither among his own nor among the other parent's. */
export const ownerKey = ({ personId, subjectId }: Pick<Principal, 'personId' | 'subjectId'>): string => `${personId}.${subjectId}`

export type UploadService = ReturnType<typeof createUploadService>

/** 上传: begun, sent in parts, checked, and only then there for anybody. Somebody else's answers like none (R14). */
export function createUploadService({ store, seal, checker, mayBegin, idsOf, newId, now }: Parts) {
  async function ownersOf({ personId, subjectId }: Principal): Promise<string[]> {
    const [persons, subjects] = await Promise.all([idsOf(personId), idsOf(subjectId)])
    return persons.flatMap((person) => subjects.map((subject) => ownerKey({ personId: person, subjectId: subject })))
  }
  const isOver = ({ expiresAt }: UploadRecord) => expiresAt !== null && expiresAt <= now()

  /** @throws AppError NOT_FOUND */
  async function findMine({ id, principal }: One): Promise<UploadRecord> {
    const [record, owners] = await Promise.all([store.find(id), ownersOf(principal)])
    if (!record || isOver(record) || !owners.includes(record.owner)) throw new AppError('NOT_FOUND')
    return record
  }

  const refused = ({ code, n }: NonNullable<UploadRecord['refusal']>) =>
    new AppError('UPLOAD_REFUSED', { detail: { refusal: code }, fields: [{ pointer: '/file', ...uploadRefusalWords(code, n) }] })

  async function toView(record: UploadRecord): Promise<UploadView> {
    const { _id: id, material, state, kind, sizeBytes, pages, thumb, refusal, at, cases } = record
    if (state === 'refused') throw refused(refusal ?? { code: 'damaged', n: 0 })
    const come = state === 'receiving' ? await store.numbersOf(id) : []
    const missing = state === 'receiving' ? Array.from({ length: countParts(sizeBytes) }, (_, no) => no).filter((no) => !come.includes(no)) : []
    return {
      id,
      material,
      state,
      kind,
      sizeBytes,
      missing,
      pages: pages.length,
      thumb: (thumb && (await seal.openThumb(thumb, record))?.toString('base64')) ?? null,
      at: at.toISOString(),
      handedIn: cases.length > 0,
    }
  }

  /** @throws AppError UPLOAD_REFUSED for its size · UPLOAD_TOO_MANY · HEALTH_CODE_OFF for an appeal while it is off */
  async function begin({ material, sizeBytes, principal }: { material: string; sizeBytes: number; principal: Principal }): Promise<UploadView> {
    await mayBegin(material)
    if (sizeBytes === 0) throw refused({ code: 'empty', n: 0 })
    if (sizeBytes > UPLOAD_LIMITS.megabytes * MEGABYTE) throw refused({ code: 'tooLarge', n: UPLOAD_LIMITS.megabytes })
    const at = now()
    const record: UploadRecord = {
      _id: newId(at),
      owner: ownerKey(principal),
      subjectId: principal.subjectId,
      material,
      state: 'receiving',
      kind: null,
      sizeBytes,
      pages: [],
      thumb: null,
      refusal: null,
      at,
      cases: [],
      expiresAt: new Date(at.getTime() + UPLOAD_LIMITS.receivingHours * HOUR_MS),
    }
    const added = await store.add(record, {
      most: UPLOAD_LIMITS.waiting,
      act: actOf('begun', record, principal),
      makeRoom: (oldest) => actOf('removed', oldest, principal, { because: 'neverFinished' }),
    })
    if (!added) throw new AppError('UPLOAD_TOO_MANY')
    return toView(added)
  }

  const actOf = (what: 'begun' | 'checked' | 'refused' | 'removed', { _id, subjectId }: UploadRecord, principal: Principal, facts = {}) => ({
    action: `upload.${what}`,
    actor: actorOf(principal),
    subjectId,
    facts: { uploadId: _id, ...facts },
  })

  /** How far it has come: asked after a break. */
  const get = async (query: One): Promise<UploadView> => toView(await findMine(query))

  /**
   * One part; the same one again changes nothing.
   * @throws AppError UPLOAD_CLOSED once it was checked · UPLOAD_PART_WRONG where size or checksum differ, or another part came under this number
   */
  async function putPart({ id, no, base64, crc32: sum, principal }: One & UploadPart & { no: number }): Promise<UploadView> {
    const record = await findMine({ id, principal })
    if (record.state !== 'receiving') throw new AppError('UPLOAD_CLOSED')
    const bytes = Buffer.from(base64, 'base64')
    const isWhole = no < countParts(record.sizeBytes) && bytes.length === partSize({ sizeBytes: record.sizeBytes, no }) && bytes.toString('base64') === base64
    if (!isWhole || crc32(bytes).toString(16).padStart(8, '0') !== sum) throw new AppError('UPLOAD_PART_WRONG')
    const { expiresAt } = record
    const put = await store.putPart({ uploadId: id, no, crc32: sum, bytes: await seal.closePart(bytes, record, no), expiresAt: expiresAt ?? now() })
    if (put === 'other') throw new AppError('UPLOAD_PART_WRONG')
    return toView(record)
  }

  /**
   * All parts are there: the file is checked, and either becomes pictures or is refused. Asked again it says the same.
   * @throws AppError UPLOAD_INCOMPLETE · UPLOAD_REFUSED with the reason · OVERLOADED
   */
  async function finish({ id, principal }: One): Promise<UploadView> {
    const record = await findMine({ id, principal })
    if (record.state !== 'receiving') return toView(record)
    const done = await checker.inTurn((check) => checkParts({ record, check, principal }))
    // Of two that asked at once one has written it; both are told what stands.
    return toView(done ?? (await findMine({ id, principal })))
  }

  /** Null when another call was quicker. @throws AppError UPLOAD_INCOMPLETE */
  async function checkParts({ record, check, principal }: { record: UploadRecord; check: Check; principal: Principal }): Promise<UploadRecord | null> {
    const { _id: id, sizeBytes } = record
    const parts = await store.readParts(id)
    if (parts.length < countParts(sizeBytes)) {
      // The other of two that asked at once may just have finished it, and taken the parts away.
      const { state } = await findMine({ id, principal })
      if (state === 'receiving') throw new AppError('UPLOAD_INCOMPLETE')
      return null
    }
    const opened = await Promise.all(parts.map((sealed, no) => seal.openPart(sealed, record, no)))
    const verdict = await check(Buffer.concat(opened.map(orNotFound)))
    const at = now()
    if (!verdict.ok)
      return store.refuse({
        id,
        refusal: { code: verdict.code, n: verdict.n },
        expiresAt: new Date(at.getTime() + DAY_MS),
        act: actOf('refused', record, principal, { because: verdict.code }),
      })
    return store.finish({
      id,
      checked: {
        kind: verdict.kind,
        pages: await Promise.all(verdict.pages.map(async ({ bytes, ...size }, no) => ({ ...size, bytes: await seal.closePage(bytes, record, no) }))),
        thumb: await seal.closeThumb(verdict.thumb, record),
        expiresAt: new Date(at.getTime() + UPLOAD_LIMITS.unusedDays * DAY_MS),
      },
      act: actOf('checked', record, principal, { kind: verdict.kind, pages: verdict.pages.length }),
    })
  }

  /** 以前传过的 for one material: what may be used again. */
  async function list({ material, after, limit, principal }: { material: string; after: string | null; limit: number; principal: Principal }) {
    const { items, next } = await store.list({ owners: await ownersOf(principal), material, at: now(), after, limit })
    return { items: await Promise.all(items.map(toView)), next }
  }

  /** @throws AppError NOT_FOUND */
  const picture = async ({ id, no, principal }: One & { no: number }): Promise<UploadPicture> => pictureOf(await findMine({ id, principal }), no)

  /** @throws AppError NOT_FOUND for a page that is not there, and for whatever was not checked */
  async function pictureOf(record: UploadRecord, no: number): Promise<UploadPicture> {
    const { _id: id, state, pages } = record
    const size = state === 'checked' ? pages[no] : undefined
    const sealed = size && (await store.findPage({ id, no }))
    if (!sealed) throw new AppError('NOT_FOUND')
    const bytes = orNotFound(await seal.openPage(sealed, record, no))
    return { mediaType: 'image/jpeg', width: size.width, height: size.height, base64: bytes.toString('base64') }
  }

  /** Before it was handed in it is its owner's to take back. @throws AppError UPLOAD_HANDED_IN */
  async function remove({ id, principal }: One): Promise<void> {
    const record = await findMine({ id, principal })
    if (record.cases.length > 0 || !(await store.remove({ id, act: actOf('removed', record, principal) }))) throw new AppError('UPLOAD_HANDED_IN')
  }

  return { begin, get, putPart, finish, list, picture, pictureOf, remove, ownersOf }
}

/** What was sealed under a key that was destroyed is gone. */
function orNotFound(bytes: Buffer | null): Buffer {
  if (!bytes) throw new AppError('NOT_FOUND')
  return bytes
}
