import { HealthEvidence, type EvidenceContent, type HealthNotice, type HealthNoticeReceipt, type HealthNoticeView } from '@zsb/shared/health-code'
import { addDays, toCalendarDate } from '@zsb/shared/time'
import * as z from 'zod/mini'
import { canonicalJson, sha256Hex } from '../../platform/crypto'
import { createTogether } from '../../platform/db/together'
import type { ErasableCipher } from '../../platform/erasure/erasable-keys'
import { AppError } from '../../platform/http/app-error'
import type { FindAuthority } from './authority'
import { countedOf, isBulk, isTooWide } from './bulk'
import type { EvidenceStore, StoredEvidence, StoredNotice } from './evidence.store'
import { verifyKept } from './verify-kept'
import { verifyCountersignature, verifyNotice, type NoticeRefusal } from './verify-notice'

interface Parts {
  store: EvidenceStore
  findAuthority: FindAuthority
  /** Sealed by the month: erased with its key. */
  textSeal: ErasableCipher
  evidenceSeal: ErasableCipher
  /** Blind index of a document. */
  indexOf: (document: { documentType: string; number: string }) => string
  newId: (at: Date) => string
  now: () => Date
}

/** What is sealed for one person: it says whose it is, so that it proves nothing about anybody else. */
const SealedEvidence = z.strictObject({ personIndex: z.string(), evidence: HealthEvidence })
const REFUSALS = { unsigned: 'HEALTH_NOTICE_UNSIGNED', invalid: 'HEALTH_NOTICE_INVALID', outOfTime: 'HEALTH_NOTICE_OUT_OF_TIME' } as const satisfies Record<
  NoticeRefusal,
  string
>

/** More than areas are named. */
const MOST_KNOWN = 10_000

export type HealthNotices = ReturnType<typeof createHealthNotices>

/**
 * What the colour rests on 依据: notices that authorities sign under a document number. One that nobody pinned has signed, or that is not signed letter
 * by letter, is refused; one about many counts only with the signature of a second department (security.md R17).
 */
export function createHealthNotices({ store, findAuthority, textSeal, evidenceSeal, indexOf, newId, now }: Parts) {
  /** @throws AppError HEALTH_NOTICE_UNSIGNED · HEALTH_NOTICE_INVALID · HEALTH_NOTICE_OUT_OF_TIME · HEALTH_NOTICE_OTHER under an id that is taken */
  async function take(text: string): Promise<HealthNoticeReceipt> {
    const at = now()
    const signed = await verifyNotice(text, { findAuthority, now: at })
    if (!signed.ok) throw new AppError(REFUSALS[signed.error])
    const { authority, payload } = signed.value
    if (!authority.kinds.includes(payload.content.kind)) throw new AppError('HEALTH_NOTICE_UNSIGNED')
    if (isAhead(payload.content, at) || isTooWide(payload.content)) throw new AppError('HEALTH_NOTICE_INVALID')
    const evidence = await sealAll(payload, { zh: authority.zh, en: authority.en }, at)
    const countsFrom = isBulk(payload.content, evidence.length) ? null : at
    const isOfArea = payload.content.kind === 'riskArea'
    const notice: StoredNotice = {
      _id: payload.jti,
      authority: authority.code,
      authorityName: { zh: authority.zh, en: authority.en },
      department: authority.department,
      documentNumber: payload.documentNumber,
      kind: payload.content.kind,
      area: payload.content.kind === 'riskArea' ? payload.content : null,
      persons: evidence.length,
      at,
      countsFrom,
      second: null,
      sha256: sha256Hex(text),
      text: isOfArea ? text : null,
      sealed: isOfArea ? null : await textSeal.encrypt(text, { id: payload.jti, at }),
    }
    const counted = countsFrom === null ? null : countedOf(payload.content, evidence.length)
    const day = toCalendarDate(at)
    const outcome = await store.add(
      notice,
      evidence.map((each) => ({ ...each, countsFrom })),
      {
        act: actOf('health.noticeTaken', notice),
        tally: counted && { of: `${counted.what}:${authority.department}`, day, before: addDays(day, -1), counted: counted.counted, most: counted.most },
      },
    )
    if (outcome === 'other') throw new AppError('HEALTH_NOTICE_OTHER')
    if (outcome === 'added') return toReceipt(notice)
    if (outcome === 'waiting') return toReceipt({ ...notice, countsFrom: null })
    return toReceipt((await store.find(notice._id)) ?? notice)
  }

  async function sealAll({ jti, documentNumber, content, subjects }: HealthNotice, authority: StoredNotice['authorityName'], at: Date) {
    const evidence: HealthEvidence = { id: jti, documentNumber, authority, at: at.toISOString(), content }
    const indexes = [...new Set(subjects.map(indexOf))]
    return Promise.all(
      indexes.map(async (personIndex): Promise<StoredEvidence> => {
        const id = newId(at)
        const sealed = await evidenceSeal.encrypt(JSON.stringify({ personIndex, evidence }), { id, at })
        return { _id: id, noticeId: jti, personIndex, at, countsFrom: null, sealed }
      }),
    )
  }

  /**
   * 会签.
   * @throws AppError NOT_FOUND · HEALTH_NOTICE_UNSIGNED · HEALTH_NOTICE_INVALID when it signs another text · HEALTH_SECOND_DEPARTMENT_NEEDED from the same one
   */
  async function countersign({ id, text }: { id: string; text: string }): Promise<HealthNoticeReceipt> {
    const at = now()
    const signed = await verifyCountersignature(text, { findAuthority, now: at })
    if (!signed.ok) throw new AppError(REFUSALS[signed.error])
    const { authority, payload } = signed.value
    const notice = await store.find(id)
    if (!notice) throw new AppError('NOT_FOUND')
    if (payload.notice !== id || payload.sha256 !== notice.sha256) throw new AppError('HEALTH_NOTICE_INVALID')
    if (authority.department === notice.department) throw new AppError('HEALTH_SECOND_DEPARTMENT_NEEDED')
    const second = { code: authority.code, name: { zh: authority.zh, en: authority.en }, at, text }
    await store.countersign({ id, second, act: actOf('health.noticeCountersigned', { ...notice, authority: authority.code }) })
    return { id, state: 'counts' }
  }

  /** What counts about somebody, by his documents; what was erased is not there any more. */
  async function about(documents: readonly { documentType: string; number: string }[]): Promise<HealthEvidence[]> {
    if (documents.length === 0) return []
    const found = await store.listAbout(documents.map(indexOf))
    const opened = await Promise.all(
      found.map(async ({ _id: id, noticeId, personIndex, at, countsFrom, sealed }) => {
        const text = await evidenceSeal.open(sealed, { id, at })
        if (text.erased || countsFrom === null) return []
        const inside = z.parse(SealedEvidence, JSON.parse(text.text))
        if (inside.personIndex !== personIndex || inside.evidence.id !== noticeId) throw new Error('evidence that was moved')
        return [{ ...inside.evidence, at: countsFrom.toISOString() }]
      }),
    )
    return opened.flat()
  }

  /** Looked at once in a process for each way in which it stands in the database. */
  const known = new Map<string, Promise<boolean>>()
  function isAsSigned(notice: StoredNotice): Promise<boolean> {
    const key = sha256Hex(canonicalJson({ ...notice }))
    const found = known.get(key) ?? verifyKept(notice, notice.text ?? '', findAuthority).then((payload) => payload !== null)
    if (known.size > MOST_KNOWN) known.clear()
    known.set(key, found)
    // What could not be asked is asked again.
    found.catch(() => known.delete(key))
    return found
  }

  /** Areas that are named, as the rules look at them: one that is not what its authority signed counts for nobody, whoever wrote it there. */
  async function listAreas(): Promise<HealthEvidence[]> {
    const listed = await store.listAreas()
    const signed = await Promise.all(listed.map(isAsSigned))
    return listed.flatMap(({ _id: id, documentNumber, authorityName, countsFrom, area }, i) =>
      signed[i] && area && countsFrom ? [{ id, documentNumber, authority: authorityName, at: countsFrom.toISOString(), content: area }] : [],
    )
  }

  /** Everybody's colour looks at them: those that are worked out at the same time look once. */
  const lookAtAreas = createTogether({
    maxBatch: 1_000,
    work: async (asked: readonly null[]) => {
      const found = await listAreas()
      return asked.map(() => found)
    },
  })
  const areas = (): Promise<HealthEvidence[]> => lookAtAreas(null)

  async function list(page: { after: string | null; limit: number }): Promise<{ items: HealthNoticeView[]; next: string | null }> {
    const { items, next } = await store.list(page)
    return { items: items.map(toView), next }
  }

  return { take, countersign, about, areas, list }
}

/** A test of tomorrow, a contact of next week: no authority knows it yet. An area or an observation may begin later. */
const isAhead = (content: EvidenceContent, at: Date): boolean =>
  (content.kind === 'test' && Date.parse(content.sampledAt) > at.getTime()) ||
  (content.kind === 'contact' && Date.parse(`${content.lastContactOn}T00:00:00+08:00`) > at.getTime())

const toReceipt = ({ _id: id, countsFrom }: StoredNotice): HealthNoticeReceipt => ({ id, state: countsFrom ? 'counts' : 'waiting' })

function toView({ _id: id, authorityName, documentNumber, kind, area, persons, countsFrom, second, at }: StoredNotice): HealthNoticeView {
  return {
    id,
    authority: authorityName,
    documentNumber,
    kind,
    area: area && { zh: area.area.zh, en: area.area.en },
    persons,
    state: countsFrom ? 'counts' : 'waiting',
    secondAuthority: second && second.name,
    at: at.toISOString(),
  }
}

function actOf(action: string, { _id: noticeId, authority, documentNumber, kind, persons }: StoredNotice) {
  return { action, actor: null, subjectId: null, reason: documentNumber, facts: { noticeId, authority, kind, persons } }
}
