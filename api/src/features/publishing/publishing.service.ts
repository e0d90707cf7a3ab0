import {
  differenceOf,
  type ContentCheckRequest,
  type ContentFileView,
  type ContentKind,
  type ContentProblem,
  type ContentReport,
  type PublicationRequest,
  type PublicationView,
  type RollBackRequest,
} from '@zsb/shared/content'
import { toCalendarDate } from '@zsb/shared/time'
import { canonicalJson, sha256Hex, type TextSeal } from '../../platform/crypto'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import { addMakingRoom } from '../../platform/second-person/make-room'
import { approvalOf, hasLapsed, isSamePerson, isWaiting, openPending, signatoryOf, viewsOf } from '../../platform/second-person/second-person'
import { standsAsSigned, toVersion, type ContentService, type ContentStore } from '../content'
import { actorOf, type Act } from '../holders'
import type { Publication, PublicationStore } from './publications.store'
import { readFileText } from './read-text'
import { createVersionSignatures, firstInstant, type ReadBy, type Row } from './version-signatures'

interface Parts {
  store: PublicationStore
  versions: Pick<ContentStore, 'publishIn' | 'retireIn'>
  content: Pick<ContentService, 'entries' | 'file' | 'given' | 'isGiven' | 'problemsIf' | 'problemsWithout' | 'refresh' | 'versions'>
  /** How many natural persons it takes, by what a version would do to people as things are today. */
  personsFor: (kind: ContentKind, raw: unknown) => Promise<2 | 3>
  reasonSeal: TextSeal
  refusalSeal: TextSeal
  /** What tells a natural person, whatever account he uses. */
  indexesOf: (personId: string) => Promise<string[]>
  /** One that nobody handed in was in the way, and is closed. */
  onForged: () => void
  /** Keyed digest that stands for a signature. */
  sign: (text: string) => string
  newId: (at: Date) => string
  now: () => Date
}

/** How long a version that was replaced is still looked at. */
const LOOKS_BACK_MS = 14 * 86_400_000
/** As many differences as somebody reads. */
const MOST_TOLD = 200

export type PublishingService = ReturnType<typeof createPublishingService>

/** Operators publish versions of content: checked, compared, signed by a second person, rolled back (architecture.md, Content is data). */
export function createPublishingService({ store, versions, content, personsFor, reasonSeal, refusalSeal, indexesOf, ...parts }: Parts) {
  const { onForged, sign, newId, now } = parts
  const entryOf = (kind: ContentKind, code: string) => content.entries(kind).find((entry) => entry.code === code) ?? null
  const inForce = (kind: ContentKind, code: string) => entryOf(kind, code)?.versions.find(({ state }) => state === 'inForce')?.version ?? null

  /** The newest version that was not taken back, whatever it is worth. */
  const newestOf = (kind: ContentKind, code: string) => entryOf(kind, code)?.versions.find(({ state }) => state !== 'retired') ?? null
  /** What holds again where a version goes. */
  function beforeOf({ kind, code, version }: Pick<Publication, 'kind' | 'code' | 'version'>): Row | null {
    const before = entryOf(kind, code)?.versions.find((each) => each.version < version && each.state !== 'retired' && each.state !== 'notSigned')
    return before ? { version: before.version, body: content.file(kind, code, before.version) } : null
  }

  /** The version number has to be the next one: none is left out and none comes twice. */
  function checkNumber(kind: ContentKind, { code, version }: { code: string; version: number }): ContentProblem[] {
    const next = (entryOf(kind, code)?.versions[0]?.version ?? 0) + 1
    if (version === next) return []
    return [{ pointer: '/version', message: `新版本应是第 ${next} 版|the new version has to be ${next}` }]
  }

  const bodyOf = (kind: ContentKind, code: string, version: number | null) => (version === null ? null : content.file(kind, code, version))

  /** What somebody reads before anything is handed in. */
  function reportOn({ kind, text, effectiveFrom }: ContentCheckRequest): ContentReport & { raw: unknown } {
    const read = readFileText(text)
    if (!read.ok) return { raw: null, code: null, version: null, against: null, problems: read.error.map(toProblem), ...told(null, null) }
    const { code, version } = (read.value ?? {}) as { code?: unknown; version?: unknown }
    const coded = typeof code === 'string' && typeof version === 'number' ? { code, version } : null
    const problems = [...content.problemsIf(kind, read.value, firstInstant(effectiveFrom, now())), ...(coded ? checkNumber(kind, coded) : [])]
    const against = coded && inForce(kind, coded.code)
    const before = coded && bodyOf(kind, coded.code, against)
    return {
      raw: read.value,
      code: coded?.code ?? null,
      version: coded?.version ?? null,
      against,
      problems: problems.map(toProblem),
      ...told(before, read.value),
    }
  }

  /** 校验: nothing is stored. */
  async function check(request: ContentCheckRequest): Promise<ContentReport> {
    await content.refresh()
    return reportOn(request)
  }

  /**
   * Hands a version in for the second person.
   * @throws AppError CONTENT_NOT_VALID with every problem · CONTENT_DAY_PAST · CONTENT_PENDING while another one of this code waits
   */
  async function handIn({ request, principal }: { request: PublicationRequest; principal: Principal }): Promise<PublicationView> {
    const { kind, text, effectiveFrom, reason } = request
    await content.refresh()
    const { raw, problems, code, version, against } = reportOn({ kind, text, effectiveFrom })
    if (problems.length > 0 || code === null || version === null)
      throw new AppError('CONTENT_NOT_VALID', {
        fields: problems.slice(0, 20).map(({ pointer, zh, en }) => ({ pointer: `/body/text${pointer === '/' ? '' : pointer}`, zh, en })),
      })
    if (effectiveFrom !== null && effectiveFrom < toCalendarDate(now())) throw new AppError('CONTENT_DAY_PAST')
    return add({ move: 'publish', kind, code, version, against, body: raw, effectiveFrom }, reason, principal)
  }

  /**
   * Hands in that the newest version goes and the one before it holds again.
   * @throws AppError NOT_FOUND · CONTENT_NOTHING_BEFORE · CONTENT_NOT_VALID when what held before would be wrong now · CONTENT_PENDING
   */
  async function handInRollBack({ request, principal }: { request: RollBackRequest; principal: Principal }): Promise<PublicationView> {
    const { kind, code, version, reason } = request
    await content.refresh()
    const newest = newestOf(kind, code)
    if (newest?.version !== version) throw new AppError('NOT_FOUND')
    const before = beforeOf({ kind, code, version })
    // One that waits for its day goes as if it had not come.
    if (!before && newest.state !== 'waiting') throw new AppError('CONTENT_NOTHING_BEFORE')
    const problems = before ? content.problemsIf(kind, before.body, now()) : content.problemsWithout(kind, code)
    if (problems.length > 0) throw new AppError('CONTENT_NOT_VALID')
    return add({ move: 'rollBack', kind, code, version, against: version, body: null, effectiveFrom: null }, reason, principal)
  }

  async function add(
    what: Pick<Publication, 'move' | 'kind' | 'code' | 'version' | 'against' | 'body' | 'effectiveFrom'>,
    reason: string,
    principal: Principal,
  ): Promise<PublicationView> {
    const at = now()
    const id = newId(at)
    const publication: Publication = {
      ...what,
      _id: id,
      reason: reasonSeal.encrypt(reason, id),
      ...openPending(principal, at),
      refusal: null,
      cosigner: null,
    }
    const outcome = await addMakingRoom({
      add: () => store.add(publication, actOf('content.handedIn', publication, principal, reason)),
      findInTheWay: () => store.findPending(what),
      isOpen: (inTheWay) => isWaiting(inTheWay, { shownHash: () => shownHashOf(inTheWay), now: at }),
      close: closeForged,
    })
    if (outcome === 'pending') throw new AppError('CONTENT_PENDING')
    return toView(publication, principal)
  }

  async function closeForged({ _id: id }: Publication): Promise<boolean> {
    const isClosed = await store.close({ id, at: now(), act: { action: 'content.closed', actor: null, subjectId: null, facts: { publicationId: String(id) } } })
    if (isClosed) onForged()
    return isClosed
  }

  /**
   * The second signature: another natural person, in another session, on another device, over the hash of what he was shown.
   * @throws AppError NOT_FOUND · PUBLICATION_CLOSED when it was decided or has lapsed · SECOND_PERSON_NEEDED · SHOWN_HASH_DIFFERS
   * @throws AppError CONFLICT when the content moved on meanwhile, so that it is no longer valid or no longer the next version
   */
  async function approve({ id, shownHash, principal }: { id: string; shownHash: string; principal: Principal }): Promise<PublicationView> {
    const publication = await findPending(id)
    for (const asker of [publication.asker, ...(publication.cosigner ? [publication.cosigner] : [])])
      if (await isSamePerson({ asker, approver: signatoryOf(principal), indexesOf })) throw new AppError('SECOND_PERSON_NEEDED')
    await content.refresh()
    const at = now()
    if (toView(publication, principal).shownHash !== shownHash) throw new AppError('SHOWN_HASH_DIFFERS')
    if (!stillFits(publication)) throw new AppError('CONFLICT')
    const approver = approvalOf({ principal, shownHash, at, sign })
    if (!publication.cosigner && (await personsToday(publication)) === 3) return cosign(publication, { ...approver, at }, principal)
    const act = actOf(publication.move === 'publish' ? 'content.published' : 'content.rolledBack', publication, principal, reasonOf(publication))
    const carriedOut = await store.carryOut({ id, approver, at, act, move: (tx) => moveContent(tx, publication, at) })
    if (!carriedOut) throw new AppError('CONFLICT')
    await content.refresh()
    return toView({ ...publication, state: 'done', approver, decidedAt: at }, principal)
  }

  /** Whether it would be handed in today as it was then. */
  function stillFits({ move, kind, code, version, body, effectiveFrom }: Publication): boolean {
    if (move === 'publish')
      return checkNumber(kind, { code, version }).length === 0 && content.problemsIf(kind, body, firstInstant(effectiveFrom, now())).length === 0
    return newestOf(kind, code)?.version === version
  }

  /** The second of three: it waits for one more. */
  async function cosign(publication: Publication, cosigner: NonNullable<Publication['cosigner']>, principal: Principal): Promise<PublicationView> {
    const act = actOf('content.cosigned', publication, principal, reasonOf(publication))
    if (!(await store.cosign({ id: publication._id, cosigner, act }))) throw new AppError('PUBLICATION_CLOSED')
    return toView({ ...publication, cosigner }, principal)
  }

  /** How many persons it takes as things are now, by what would hold then. */
  async function personsToday({ move, kind, code, version, body }: Publication): Promise<2 | 3> {
    const raw = move === 'publish' ? body : beforeOf({ kind, code, version })?.body
    return raw ? personsFor(kind, raw) : 2
  }

  async function moveContent(tx: unknown, { move, kind, code, version, body, effectiveFrom }: Publication, at: Date): Promise<boolean> {
    if (move === 'rollBack') return versions.retireIn(tx, { kind, code, version })
    await versions.publishIn(tx, toVersion({ kind, code, version, effectiveFrom: firstInstant(effectiveFrom, at), body }))
    return true
  }

  /** The second person does not sign, or the first takes it back. @throws AppError NOT_FOUND · PUBLICATION_CLOSED */
  async function refuse({ id, reason, principal }: { id: string; reason: string; principal: Principal }): Promise<PublicationView> {
    const publication = await findPending(id)
    const act = actOf('content.refused', publication, principal, reason)
    const refused = await store.refuse({ id, refusal: refusalSeal.encrypt(reason, id), at: now(), act })
    if (!refused) throw new AppError('PUBLICATION_CLOSED')
    return toView(refused, principal)
  }

  async function findPending(id: string): Promise<Publication> {
    const publication = await store.find(id)
    if (!publication) throw new AppError('NOT_FOUND')
    if (publication.state !== 'pending' || hasLapsed(publication, now())) throw new AppError('PUBLICATION_CLOSED')
    return publication
  }

  async function list({ principal, after, limit }: { principal: Principal; after: string | null; limit: number }) {
    const { items, next } = await store.list({ after, limit })
    return { items: viewsOf(items, (publication) => toView(publication, principal)), next }
  }

  /** @throws AppError NOT_FOUND */
  function file({ kind, code, version }: { kind: ContentKind; code: string; version: number }): ContentFileView {
    const body = content.file(kind, code, version)
    if (!body) throw new AppError('NOT_FOUND')
    return { kind, code, version, text: `${JSON.stringify(body, null, 2)}\n` }
  }

  const reasonOf = ({ _id, reason }: Publication) => reasonSeal.decrypt(reason, _id)

  /**
   * What a publication changes: its file against what held when it was handed in; of a roll-back, what will hold against what goes.
   * @param rows versions of its code, newest first
   * @param earlier what a roll-back leads to
   */
  function reportOf(
    publication: Publication,
    rows: readonly Row[] = content.versions(publication.kind, publication.code),
    earlier = beforeOf(publication),
  ): ContentReport {
    const { move, code, version, against, body } = publication
    const after = move === 'publish' ? body : (earlier?.body ?? {})
    return { code, version, against, problems: [], ...told(rows.find((each) => each.version === against)?.body ?? null, after) }
  }

  /** Hash of everything that is shown to whoever signs. */
  function shownHashOf(publication: Publication, ...readBy: ReadBy): string {
    const { _id: id, move, kind, code, version, effectiveFrom, expiresAt, body } = publication
    const sha256 = sha256Hex(canonicalJson(body))
    const { difference } = reportOf(publication, ...readBy)
    return sha256Hex(canonicalJson({ id, move, kind, code, version, effectiveFrom, reason: reasonOf(publication), expiresAt, sha256, difference }))
  }

  const signatures = createVersionSignatures({ store, given: content.given, shownHashOf, indexesOf, sign })

  /**
   * Versions of a code that nobody handed in and another one signed, those that came otherwise than they were signed, and those that two have signed and
   * that are gone, for the nightly check. What came with the release nobody signs.
   */
  async function* eachUnexplained({ kind, code }: { kind: ContentKind; code: string }): AsyncIterable<string> {
    await content.refresh()
    const since = new Date(now().getTime() - LOOKS_BACK_MS)
    const current = inForce(kind, code) ?? 0
    const rows = content.versions(kind, code)
    const { vouch } = signatures
    for (const row of rows) {
      const isRetired = row.status === 'retired'
      // What an earlier release brought is in this one no more.
      if (!isRetired && row.version < current && row.effectiveFrom < since) continue
      const counts = content.given(row) ? content.isGiven(row) : await vouch.published(row, rows)
      if (!standsAsSigned({ isTakenBack: await vouch.takenBack(row, rows), isRetired, counts })) yield `${code}@${row.version}`
    }
    for (const version of await signatures.goneOf({ kind, code }, rows)) yield `${code}@${version}`
  }

  function toView(publication: Publication, principal: Principal): PublicationView {
    const { _id: id, move, kind, code, version, effectiveFrom, at, expiresAt, state, refusal, cosigner } = publication
    const reason = reasonOf(publication)
    const told = reportOf(publication)
    return {
      id,
      move,
      kind,
      code,
      version,
      name: entryOf(kind, code)?.name ?? null,
      reason,
      effectiveFrom,
      state: hasLapsed(publication, now()) ? 'expired' : state,
      refusal: refusal === null ? null : refusalSeal.decrypt(refusal, id),
      at: at.toISOString(),
      expiresAt: expiresAt.toISOString(),
      report: told,
      shownHash: shownHashOf(publication),
      mine: [publication.asker, cosigner].some((each) => each?.personId === principal.personId),
      waitsForThird: cosigner !== null && state === 'pending',
    }
  }

  return { check, handIn, handInRollBack, approve, refuse, list, file, entries: content.entries, eachUnexplained, vouch: signatures.vouch }
}

/** Messages of content stand in both languages, 中文|English. */
function toProblem({ pointer, message }: ContentProblem): ContentReport['problems'][number] {
  const [zh = message, en = zh] = message.split('|')
  return { pointer, zh, en }
}

/** Where two files differ, as far as somebody reads it; nothing where there is none to come. */
function told(before: unknown, after: unknown): Pick<ContentReport, 'difference' | 'further'> {
  const difference = after === null || typeof after !== 'object' ? [] : differenceOf(before, after)
  return { difference: difference.slice(0, MOST_TOLD), further: Math.max(0, difference.length - MOST_TOLD) }
}

function actOf(action: string, { _id: publicationId, move, kind, code, version }: Publication, principal: Principal, reason: string): Act {
  return { action, actor: actorOf(principal), subjectId: null, reason, facts: { publicationId, move, kind, code, version } }
}
