import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bundle, BundleGuide, ConsentRequestView, JointView } from '@zsb/shared/joint-application'
import type { NoticeKind, NoticePage } from '@zsb/shared/notice'
import mongoose from 'mongoose'
import { moveCase } from './elder-card'
import { NEWBORN_ALONE, NEWBORN_MATERIALS, NEWBORN_TYPED, UNMARRIED_STATEMENT } from './newborn'
import { signInOffice, type Office } from './office-staff'
import { whilePublished } from './published-version'
import { until } from './until'
import type { SignedIn, WholeApi } from './whole-api'

const published = <T>(name: string) => JSON.parse(readFileSync(join(__dirname, `../content/${name}.json`), 'utf8')) as T
export const newborn = published<Bundle>('bundles/newborn')

/** Married, the father here and asked: nothing of the registration begins before he has agreed. */
export const MARRIED = { parents: 'married', father: 'here', registerWith: 'mother', maternity: 'no' }

export const stateOf = (view: JointView) => Object.fromEntries(view.parts.map(({ code, state }) => [code, state]))
export const partOf = (view: JointView, code: string) => view.parts.find((part) => part.code === code)!
export const noticesOf = async (by: SignedIn) => ((await by.get('/notices?limit=100').expect(200)).body as NoticePage).items
export const asked = async (by: SignedIn) => ((await by.get('/joint-consents').expect(200)).body as { items: ConsentRequestView[] }).items
export const answer = (by: SignedIn, id: string, said: 'given' | 'declined') => by.post(`/joint-consents/${id}/answers`, { answer: said })

/** Notices of a kind about one of them, once there is one. */
export const told = (by: SignedIn, kind: NoticeKind, id: string) =>
  until(async () => {
    const found = (await noticesOf(by)).filter((notice) => notice.kind === kind && notice.link?.id === id)
    return found.length > 0 ? found : null
  })

/** What a mother does with 新生儿出生, and the offices with its parts. Asked of once the city is open. */
export function jointActs(here: () => { city: WholeApi; forChild: SignedIn }) {
  const start = async (answers: object, by = here().forChild) =>
    (await by.post('/joint-applications', { bundle: 'newborn', answers }).expect(201)).body as JointView
  const look = async (id: string, by = here().forChild) => (await by.get(`/joint-applications/${id}`).expect(200)).body as JointView
  const submit = ({ id, version }: Pick<JointView, 'id' | 'version'>, guiding: object, over: object = {}, by = here().forChild) =>
    by.post(`/joint-applications/${id}/submissions`, {
      version,
      answers: { ...NEWBORN_TYPED, ...guiding },
      materials: guiding === NEWBORN_ALONE ? [...NEWBORN_MATERIALS, UNMARRIED_STATEMENT] : NEWBORN_MATERIALS,
      ...over,
    })
  const handIn = async (guiding: object, by = here().forChild) => (await submit(await start(guiding, by), guiding, {}, by).expect(201)).body as JointView
  /** The case of a part, once it has begun. */
  const caseOf = async (id: string, code: string, by = here().forChild) => (await until(async () => partOf(await look(id, by), code).application)).id
  const stands = (id: string, state: JointView['state'], by = here().forChild) =>
    until(async () => {
      const view = await look(id, by)
      return view.state === state ? view : null
    })

  /** The window accepts and reviews it. */
  async function review(office: Office, id: string): Promise<void> {
    const clerk = await signInOffice(here().city, office, 'clerk')
    await moveCase(clerk, id, { action: 'accept' })
    await moveCase(clerk, id, { action: 'startReview' })
  }
  /** The window accepts and reviews it, and whoever decides decides. */
  async function decide(office: Office, id: string, outcome: 'granted' | 'refused'): Promise<void> {
    await review(office, id)
    await conclude(office, id, outcome)
  }
  async function conclude(office: Office, id: string, outcome: 'granted' | 'refused'): Promise<void> {
    const note = outcome === 'refused' ? { note: '不符合办理条件，请看事项指南' } : {}
    await moveCase(await signInOffice(here().city, office, 'approver'), id, { action: 'decide', outcome, ...note })
  }
  /** While another version of the bundle is in force. */
  const whileBundle = (over: Partial<Bundle>, work: () => Promise<void>) => {
    const version = newborn.version + 1
    const isHeard = async () => ((await here().city.request.get('/api/v1/bundles/newborn').expect(200)).body as BundleGuide).version === version
    // As a file has it: without what is undefined.
    const body = JSON.parse(JSON.stringify({ ...newborn, ...over, version })) as Bundle
    return whilePublished({ kind: 'bundle', body, isHeard }, work)
  }
  const casesOf = (id: string) => mongoose.connection.collection('applications').countDocuments({ 'joint.id': id })
  return { start, look, submit, handIn, caseOf, stands, review, decide, conclude, whileBundle, casesOf }
}
