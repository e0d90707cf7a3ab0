import { isLevelAtLeast, type DocumentType } from '@zsb/shared/identity'
import { AppError } from '../../platform/http/app-error'
import { HIGHEST, LEVEL_OF, displacedChange, higher, joinedDevices, planFor, provenOn, type Proof } from './establish'
import { createAccountCare } from './account-care.service'
import type { HolderSeal } from './holder-seal'
import type { Alongside, Holder, HolderMessage, HolderStore, LoginProvider, StoredDocument, VersionedChange } from './holders.store'
import type { Actor } from './trail'

/** A document that somebody proved or claims, in clear; lives only in memory. */
export interface PersonDocument {
  name: string
  documentType: DocumentType
  number: string
  bornOn: string | null
}
/** What is known of a person, in clear, for the few places that need it. */
export interface PersonFacts {
  name: string | null
  bornOn: string | null
  phone: string | null
  documents: { type: DocumentType; number: string; current: boolean }[]
}
export type Established = { outcome: 'passed'; merged: boolean; displacedId: string | null; holder: Holder } | { outcome: 'proofNeeded' | 'fixed' | 'stopped' }

interface Parts {
  store: HolderStore
  seal: HolderSeal
  newId: (at: Date) => string
  now: () => Date
}

const MERGE_DEPTH = 8
const TRIES = 6
/** What another process has just written becomes readable when the majority has it, a moment later. */
const FIRST_PAUSE_MS = 5
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
export type HolderService = ReturnType<typeof createHolderService>

/** People and firms on record 持证主体: who they are, how they came in, and when two records turn out to be one person. */
export function createHolderService({ store, seal, newId, now }: Parts) {
  /** The record that counts: follows `mergedInto`. */
  async function find(id: string): Promise<Holder | null> {
    let holder = await store.find(id)
    for (let depth = 0; holder?.mergedInto && depth < MERGE_DEPTH; depth += 1) holder = await store.find(holder.mergedInto)
    return holder?.mergedInto ? null : holder
  }
  /** @throws AppError NOT_FOUND */
  async function get(id: string): Promise<Holder> {
    const holder = await find(id)
    if (!holder) throw new AppError('NOT_FOUND')
    return holder
  }
  /** This person's id and the ids of the records merged into it: older entries are still kept under those. */
  async function idsOf(id: string): Promise<string[]> {
    const found = [id]
    for (let i = 0; i < found.length && found.length < 50; i += 1) found.push(...(await store.listMergedIds(found[i]!)))
    return found
  }

  const findByDocument = (document: { documentType: string; number: string }): Promise<Holder | null> => findByDocumentIndex(seal.documentIndex(document))
  /** By the blind index of a document, where its number is not to be kept. */
  async function findByDocumentIndex(index: string): Promise<Holder | null> {
    const holder = await store.findByDocumentIndex(index)
    return holder?.mergedInto ? find(holder.mergedInto) : holder
  }

  async function findByLogin({ provider, subject }: { provider: LoginProvider; subject: string }): Promise<Holder | null> {
    const login = await store.findLogin({ provider, index: seal.index(provider, subject) })
    return login && find(login.holderId)
  }

  /** The holder behind a partner's identifier, made on the first visit; of two first visits at once one wins and both get it. */
  async function getOrCreateByLogin({ provider, subject }: { provider: LoginProvider; subject: string }): Promise<Holder> {
    const known = await findByLogin({ provider, subject })
    if (known) return known
    const at = now()
    const holder = emptyHolder(newId(at), at)
    if (provider === 'phone') Object.assign(holder, phoneFields(holder._id, subject))
    const login = { _id: newId(at), provider, index: seal.index(provider, subject), holderId: holder._id, createdAt: at }
    const act = { action: 'holder.created', actor: null, subjectId: holder._id, facts: { provider } }
    const made = await store.createWithLogin({ holder, login, act })
    return made ?? (await findByLogin({ provider, subject })) ?? raceLost()
  }

  const phoneFields = (id: string, phone: string) => ({ phoneSealed: seal.seal('phone', phone, id), phoneIndex: seal.index('phone', phone) })
  const emptyHolder = (id: string, at: Date): Holder => ({
    _id: id,
    kind: 'person',
    nameSealed: null,
    bornOnSealed: null,
    phoneSealed: null,
    phoneIndex: null,
    documents: [],
    documentIndexes: [],
    level: 'none',
    levelBy: 'none',
    levelSince: at,
    claim: null,
    devices: [],
    frozenAt: null,
    mergedInto: null,
    version: 1,
    createdAt: at,
  })

  /** A record made on an authority's word: a child from the department library, a staff member from the personnel file. */
  async function ensurePerson({ person, levelBy, actor }: { person: PersonDocument; levelBy: 'library' | 'window'; actor: Actor | null }): Promise<Holder> {
    const known = await findByDocument(person)
    if (known) return known
    const at = now()
    const holder = emptyHolder(newId(at), at)
    Object.assign(holder, identityFields(holder, person, at), { level: HIGHEST, levelBy })
    const made = await store.create({ holder, act: { action: 'holder.created', actor, subjectId: holder._id, facts: { provider: levelBy } } })
    return made ?? (await findByDocument(person)) ?? raceLost()
  }

  /**
   * The person a clerk has before him with his document, made where nobody has it yet. An account that only ever knew name and number loses it to
   * him, as to any face or window (decision 13).
   */
  async function ensureSeen({ person, actor }: { person: PersonDocument; actor: Actor }): Promise<{ holder: Holder; displacedId: string | null }> {
    const known = await findByDocument(person)
    if (!known) return { holder: await ensurePerson({ person, levelBy: 'window', actor }), displacedId: null }
    if (isLevelAtLeast(known.level, HIGHEST)) return { holder: known, displacedId: null }
    const at = now()
    const holder = emptyHolder(newId(at), at)
    await store.create({ holder, act: { action: 'holder.created', actor, subjectId: holder._id, facts: { provider: 'window' } } })
    const done = await establish({ personId: holder._id, person, proof: 'window', deviceId: null, actor })
    if (done.outcome !== 'passed') throw new AppError('CONFLICT')
    return { holder: done.holder, displacedId: done.displacedId }
  }

  function identityFields(holder: Holder, person: PersonDocument, at: Date) {
    const index = seal.documentIndex(person)
    const document: StoredDocument = { type: person.documentType, sealed: seal.seal('documentNumber', person.number, holder._id), index, from: at, until: null }
    const held = holder.documents.filter((known) => !(known.index === index && known.until === null))
    return {
      nameSealed: seal.seal('name', person.name, holder._id),
      bornOnSealed: person.bornOn === null ? holder.bornOnSealed : seal.seal('bornOn', person.bornOn, holder._id),
      documents: [...held, document],
      documentIndexes: [...new Set([...holder.documentIndexes, index])],
    }
  }

  /**
   * Ties a proven document to the account 实名, and joins or parts accounts as `planFor` says.
   * @param deviceId digest of the device the proof was given on; null at a window
   * @param alongside what makes the proof used, in the same transaction: neither happens without the other
   * @throws AppError ACCOUNT_FROZEN where one of two that would become one is frozen (R30) · CONFLICT when the records kept changing under it
   */
  async function establish(input: {
    personId: string
    person: PersonDocument
    proof: Proof
    deviceId: string | null
    actor: Actor
    alongside?: Alongside
  }): Promise<Established> {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const done = await tryEstablish(input)
      if (done) return done
      await pause(FIRST_PAUSE_MS * 2 ** attempt)
    }
    throw new AppError('CONFLICT')
  }

  async function tryEstablish({ personId, person, proof, deviceId, actor, alongside }: Parameters<typeof establish>[0]): Promise<Established | null> {
    const at = now()
    const mine = await get(personId)
    const index = seal.documentIndex(person)
    const plan = planFor({ mine, other: await findByDocument(person), proof, index })
    if (plan.kind === 'proofNeeded' || plan.kind === 'fixed') return { outcome: plan.kind }
    if (plan.kind === 'merge' && (plan.older.frozenAt ?? plan.younger.frozenAt)) throw new AppError('ACCOUNT_FROZEN')
    const level = LEVEL_OF[proof]
    const target = plan.kind === 'merge' ? plan.older : mine
    const joined = plan.kind === 'merge' ? joinedDevices(plan) : mine.devices
    const newLevel = plan.kind === 'merge' ? higher(level, higher(plan.older.level, plan.younger.level)) : higher(level, mine.level)
    const change: VersionedChange = {
      id: target._id,
      version: target.version,
      change: {
        ...identityFields(target, person, at),
        claim: null,
        level: newLevel,
        levelSince: newLevel === target.level ? target.levelSince : at,
        levelBy: newLevel === target.level ? target.levelBy : proof,
        devices: provenOn(joined, { deviceId, level, at }),
        ...(plan.kind === 'merge' &&
          target.phoneSealed === null &&
          plan.younger.phoneSealed !== null &&
          phoneFields(target._id, seal.open('phone', plan.younger.phoneSealed, plan.younger._id))),
      },
    }
    const changes = [...sideChanges(plan, index, at), change]
    const act = { action: `holder.${plan.kind}`, actor, subjectId: target._id, facts: { proof, level: newLevel } }
    const tells: HolderMessage[] = [
      plan.kind === 'merge'
        ? { topic: 'holder.merged', key: target._id, ids: { into: target._id, from: plan.younger._id, proof } }
        : { topic: 'holder.realNamed', key: target._id, ids: { holderId: target._id, proof } },
      ...(plan.kind === 'displace' ? [displacedMessage(plan.other._id)] : []),
    ]
    const written = await store.apply({ changes, act, tells, alongside })
    if (written === 'stopped') return { outcome: 'stopped' }
    if (written !== 'done') return null
    return { outcome: 'passed', merged: plan.kind === 'merge', displacedId: plan.kind === 'displace' ? plan.other._id : null, holder: await get(target._id) }
  }

  const displacedMessage = (holderId: string): HolderMessage => ({ topic: 'holder.displaced', key: holderId, ids: { holderId } })

  /** Made first, so that the document is free when the account that keeps it takes it. */
  function sideChanges(plan: ReturnType<typeof planFor>, index: string, at: Date): VersionedChange[] {
    if (plan.kind === 'displace') return [displacedChange(plan.other, index, at)]
    if (plan.kind !== 'merge') return []
    const { younger, older } = plan
    const documents = younger.documents.map((document) => ({ ...document, until: document.until ?? at }))
    return [{ id: younger._id, version: younger.version, change: { mergedInto: older._id, documents, documentIndexes: [] } }]
  }

  /** Remembers what somebody claims until a stronger proof comes. */
  async function keepClaim({
    personId,
    person,
    registerFits,
    actor,
  }: {
    personId: string
    person: PersonDocument
    registerFits: boolean
    actor: Actor
  }): Promise<void> {
    const mine = await get(personId)
    const claim = {
      type: person.documentType,
      nameSealed: seal.seal('claimName', person.name, mine._id),
      numberSealed: seal.seal('claimNumber', person.number, mine._id),
      index: seal.documentIndex(person),
      registerFits,
      at: now(),
    }
    const act = { action: 'holder.claimed', actor, subjectId: mine._id, facts: { documentType: person.documentType } }
    if ((await store.apply({ changes: [{ id: mine._id, version: mine.version, change: { claim } }], act })) !== 'done') throw new AppError('CONFLICT')
  }

  /** The claim in clear, else the document the account already stands on. */
  function claimOf(holder: Holder): (PersonDocument & { registerFits: boolean }) | null {
    if (holder.claim) {
      const { type, nameSealed, numberSealed, registerFits } = holder.claim
      return {
        documentType: type,
        name: seal.open('claimName', nameSealed, holder._id),
        number: seal.open('claimNumber', numberSealed, holder._id),
        bornOn: null,
        registerFits,
      }
    }
    const { name, documents, bornOn } = factsOf(holder)
    const held = documents.find(({ current }) => current)
    return name && held ? { documentType: held.type, name, number: held.number, bornOn, registerFits: true } : null
  }

  function factsOf(holder: Holder): PersonFacts {
    const id = holder._id
    return {
      name: holder.nameSealed && seal.open('name', holder.nameSealed, id),
      bornOn: holder.bornOnSealed && seal.open('bornOn', holder.bornOnSealed, id),
      phone: holder.phoneSealed && seal.open('phone', holder.phoneSealed, id),
      documents: holder.documents.map(({ type, sealed, until }) => ({ type, number: seal.open('documentNumber', sealed, id), current: until === null })),
    }
  }

  /** Whether an account is this person's own, whatever account he uses: the documents of both tell, former and claimed ones too (R17). */
  async function isOwn({ personId, holder }: { personId: string; holder: Holder }): Promise<boolean> {
    const mine = await get(personId)
    if (mine._id === holder._id) return true
    const theirs = [...indexesOf(holder), ...(holder.claim ? [holder.claim.index] : [])]
    return indexesOf(mine).some((index) => theirs.includes(index))
  }

  const care = createAccountCare({ store, seal, get, idsOf, phoneFields, newId, now })
  return {
    find,
    get,
    idsOf,
    findByDocument,
    findByDocumentIndex,
    findByLogin,
    getOrCreateByLogin,
    ensurePerson,
    ensureSeen,
    establish,
    keepClaim,
    claimOf,
    factsOf,
    isOwn,
    ...care,
  }
}

const indexesOf = ({ documents, documentIndexes }: Holder) => [...documentIndexes, ...documents.map(({ index }) => index)]

function raceLost(): never {
  throw new AppError('CONFLICT')
}
