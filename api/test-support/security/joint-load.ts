import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from 'mongodb'
import { NEWBORN_ALONE, NEWBORN_MATERIALS, NEWBORN_TYPED, UNMARRIED_STATEMENT } from '../newborn'
import { until } from '../until'
import { jsonOf, type Answer, type HttpClient, type Send } from './http'
import { licenceOf, newKey, RENEW_MS, renewSession, sendPatiently, type SignedInPerson } from './people'

interface Parts {
  clients: readonly HttpClient[]
  urls: Record<string, string>
  /** 王小梅: she files for her child. */
  mother: SignedInPerson
}
interface StoredPart {
  _id: string
  number: string | null
  history: { action: string }[]
  materials: unknown[]
  joint: { id: string; part: string }
}

const PATH = '/api/v1/joint-applications'
const CHILD = '王安安'
/** Nobody else is asked, so that three parts begin as soon as it is handed in, by themselves and one after the other. */
const BEGIN_AT_ONCE = ['guidance', 'registration', 'vaccination']
const ANSWERS = { ...NEWBORN_ALONE, ...NEWBORN_TYPED }
const MATERIALS = [...NEWBORN_MATERIALS, UNMARRIED_STATEMENT]
const SETTLED_MS = 60_000

/**
 * A mother who hands 新生儿出生 in, one after the other, of whichever process is next: an answer that does not come (no connection, 503) is asked for
 * again under its key. `more` is there as soon as one is handed in, which is when its parts begin.
 */
export async function startJointLoad({ clients, urls, mother }: Parts) {
  const handedIn: string[] = []
  let asked = 0
  let renewedAt = performance.now()
  const childId = await addChild()
  await licenceOf(clients[0]!, mother, 'householdRegister')
  await until(async () => {
    const wallet = await clients[0]!.send('/api/v1/licences', { bearer: mother.bearer, headers: { 'acting-for': childId } })
    return wallet.status === 200 && jsonOf<{ items: { type: string }[] }>(wallet).items.some(({ type }) => type === 'birthCertificate')
  })

  async function addChild(): Promise<string> {
    const register = (await (await fetch(`${urls.population}/_control/people`)).json()) as { people: { name: string; documents: { number: string }[] }[] }
    const child = register.people.find(({ name }) => name === CHILD)
    const post = (path: string, body: object, headers = {}) =>
      sendPatiently(clients[0]!, `/api/v1${path}`, { bearer: mother.bearer, body, headers: { 'idempotency-key': newKey(), ...headers } })
    const added = await post('/family/children', { name: CHILD, number: child!.documents[0]!.number })
    if (added.status !== 201) throw new Error(`no child: ${added.status} ${added.text.slice(0, 200)}`)
    const { personId } = jsonOf<{ personId: string }>(added)
    await post('/consents/sensitive', { purpose: 'childData', decision: 'agree' }, { 'acting-for': personId })
    return personId
  }

  /** Until an answer comes, and none that says it is being worked on by a process that may be gone. */
  async function ask(path: string, send: Send = {}): Promise<Answer> {
    const headers = { 'acting-for': childId, 'idempotency-key': newKey() }
    for (;;) {
      const answer = await clients[asked++ % clients.length]!.send(path, { ...send, bearer: mother.bearer, headers })
      const isOpen = answer.status === 0 || answer.status === 503 || (answer.status === 409 && answer.text.includes('IDEMPOTENCY_IN_PROGRESS'))
      if (!isOpen) return answer
      await pause(30)
    }
  }

  async function handInOne(): Promise<void> {
    if (performance.now() - renewedAt > RENEW_MS) {
      await until(() =>
        renewSession(clients[asked++ % clients.length]!, mother).then(
          () => true,
          () => false,
        ),
      )
      renewedAt = performance.now()
    }
    const begun = await ask(PATH, { body: { bundle: 'newborn', answers: NEWBORN_ALONE } })
    if (begun.status !== 201) throw new Error(`no draft: ${begun.status} ${begun.text.slice(0, 200)}`)
    const { id, version } = jsonOf<{ id: string; version: number }>(begun)
    const answer = await ask(`${PATH}/${id}/submissions`, { body: { version, answers: ANSWERS, materials: MATERIALS } })
    // A process that was killed after it had written says nothing; whoever asks again is told that it has moved.
    const isIn = answer.status === 201 || jsonOf<{ isDraft?: boolean }>(await ask(`${PATH}/${id}`)).isDraft === false
    if (!isIn) throw new Error(`not handed in: ${answer.status} ${answer.text.slice(0, 300)}`)
    handedIn.push(id)
  }

  return {
    /** Whom its parts are for: the child, or the mother herself. */
    subjects: [childId, mother.personId],
    handedIn,
    more: async (count: number): Promise<void> => {
      for (let n = 0; n < count; n++) await handInOne()
    },
  }
}

/**
 * Each part that could begin has one case, whole, with one act on record and one message; no other has any.
 * @param ended those that the clock has ended since
 * @returns ids of the cases
 */
export async function expectPartsBegunOnce(
  { db }: { db: Db },
  { handedIn, subjects, ended = [] }: { handedIn: readonly string[]; subjects: readonly string[]; ended?: readonly string[] },
): Promise<string[]> {
  const cases = db.collection<StoredPart>('applications')
  const ofThem = { 'joint.id': { $in: [...handedIn] } }
  const count = handedIn.length * BEGIN_AT_ONCE.length
  await until(async () => (await cases.countDocuments(ofThem)) >= count, { withinMs: SETTLED_MS })
  await until(async () => (await db.collection('outbox').countDocuments({ state: 'waiting' })) === 0, { withinMs: SETTLED_MS })
  const begun = await cases.find(ofThem).toArray()
  const partsOf = (jointId: string) =>
    begun
      .filter(({ joint }) => joint.id === jointId)
      .map(({ joint }) => joint.part)
      .sort()
  expect(new Set(handedIn).size).toBe(handedIn.length)
  expect(handedIn.filter((id) => partsOf(id).join() !== BEGIN_AT_ONCE.join())).toEqual([])
  const acts = (id: string) => (ended.includes(id) ? 'submit,lapse' : 'submit')
  expect(begun.filter(({ _id, number, history }) => number === null || history.map(({ action }) => action).join() !== acts(_id))).toEqual([])
  expect(new Set(begun.map(({ number }) => number)).size).toBe(count)
  expect(await db.collection('audit').countDocuments({ action: 'application.submit', subjectId: { $in: [...subjects] } })).toBe(count)
  const ids = begun.map(({ _id }) => _id)
  const messages = await db
    .collection<{ payload: { applicationId: string } }>('outbox')
    .find({ topic: 'application.moved', 'payload.applicationId': { $in: ids }, 'payload.action': 'submit' })
    .toArray()
  expect(messages.map(({ payload }) => payload.applicationId).sort()).toEqual([...ids].sort())
  const entries = (
    await db
      .collection<{ sourceId: string }>('ledger')
      .find({ subjectId: { $in: [...subjects] }, sourceId: /^application:/ })
      .toArray()
  ).map(({ sourceId }) => sourceId)
  expect(new Set(entries).size).toBe(entries.length)
  // Her register was read for the registration, once.
  const registrations = begun.filter(({ joint }) => joint.part === 'registration').map(({ _id }) => _id)
  expect(
    entries
      .filter((entry) => entry.includes(':householdRegister:'))
      .map((entry) => entry.split(':')[1])
      .sort(),
  ).toEqual(registrations.sort())
  return ids
}
