import type { LicenceCardView } from '@zsb/shared/licence'
import type { Notice } from '@zsb/shared/notice'
import { buildApplication, summaryOf } from '../../../test/application'
import { buildConsentRequest } from '../../../test/joint'
import { buildCard } from '../../../test/wallet'
import { listWaiting } from './waiting'

const buildLicence = (over: Partial<LicenceCardView> = {}): LicenceCardView => buildCard({ id: '01A', ...over })
const buildNotice = (over: Partial<Notice> = {}): Notice => ({
  id: 'n',
  kind: 'complaintAnswered',
  at: '2026-11-24T04:00:00Z',
  read: false,
  words: {},
  link: null,
  ...over,
})

describe('what waits for me 待我处理', () => {
  it('is nothing for somebody whose things are in order', () => {
    expect(listWaiting({ level: 'confirmed', licences: [buildLicence()], notices: [buildNotice({ read: true })] })).toEqual([])
  })
  it('calls for real-naming before anything can be fetched', () => {
    expect(listWaiting({ level: 'none', licences: [], notices: [] })).toEqual([{ kind: 'realName' }])
  })
  it('calls for a face or a window when only name and number are known: nothing is fetched for whoever knows those', () => {
    expect(listWaiting({ level: 'registered', licences: [], notices: [] })).toEqual([{ kind: 'proof' }])
  })
  it('names what an office asked for before drafts, and no case that goes on by itself', () => {
    const of = (id: string, status: 'draft' | 'supplementing' | 'inReview') =>
      summaryOf(buildApplication({ id, status, waitsForApplicant: status !== 'inReview' }))
    const applications = [of('draft', 'draft'), of('running', 'inReview'), of('asked', 'supplementing')]
    expect(
      listWaiting({ level: 'confirmed', licences: [], notices: [], applications }).map((each) =>
        each.kind === 'application' ? each.application.id : each.kind,
      ),
    ).toEqual(['asked', 'draft'])
  })
  it('names what somebody else waits for before one’s own, and a joint draft and one to decide about among the drafts', () => {
    const joint = {
      id: 'j',
      bundle: { code: 'newborn', zh: '出生', en: 'birth', version: 1 },
      state: null,
      isWithdrawn: false,
      startedAt: 'x',
      submittedAt: null,
    }
    const joints = [
      { ...joint, isDraft: true },
      { ...joint, id: 'sent', isDraft: false, state: 'running' as const },
      { ...joint, id: 'asked', isDraft: false, state: 'awaitingDecision' as const },
    ]
    const consents = [buildConsentRequest(), buildConsentRequest({ id: 'given', state: 'given' })]
    const applications = [summaryOf(buildApplication({ status: 'supplementing', waitsForApplicant: true }))]
    expect(listWaiting({ level: 'confirmed', licences: [], notices: [], applications, joints, consents }).map(({ kind }) => kind)).toEqual([
      'consent',
      'application',
      'joint',
      'joint',
    ])
  })
  it('names licences that end soon by the rule of their own types, the nearest first, and no others', () => {
    const licences = [
      buildLicence({ id: 'a', daysLeft: 88, expiresSoon: true }),
      buildLicence({ id: 'b', daysLeft: 20, expiresSoon: false }),
      buildLicence({ id: 'c', daysLeft: 0, expiresSoon: true }),
      buildLicence({ id: 'd', daysLeft: 5, expiresSoon: true, meaning: 'suspended' }),
    ]
    expect(listWaiting({ level: 'confirmed', licences, notices: [] }).map((each) => ('licence' in each ? each.licence.id : each.kind))).toEqual(['c', 'a'])
  })
  it('puts a new device before all else, and answered complaints and ratings at the end', () => {
    const notices = [buildNotice(), buildNotice({ kind: 'ratingAnswered' }), buildNotice({ kind: 'newDeviceSignedIn' })]
    expect(listWaiting({ level: 'none', licences: [], notices }).map(({ kind }) => kind)).toEqual(['newDevice', 'realName', 'answered', 'answered'])
  })
})
