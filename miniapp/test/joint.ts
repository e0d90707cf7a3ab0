import type { ConsentRequestView, JointPartView, JointView } from '@zsb/shared/joint-application'
import { buildBundleGuide } from './bundle'

const named = (zh: string) => ({ zh, en: zh })
const guide = buildBundleGuide()
const coded = ({ code, zh, en }: { code: string; zh: string; en: string }) => ({ code, zh, en })

export const ANSWERED = { father: 'here', registerWith: 'mother', insured: 'no' }

/** A part of the birth of `buildBundleGuide`; it waits for nothing and nothing has begun. */
export const buildPart = (code: 'registration' | 'card', over: Partial<JointPartView> = {}): JointPartView => {
  const part = guide.parts.find((each) => each.code === code)!
  return {
    ...coded(part),
    item: part.item,
    for: 'subject',
    department: part.department,
    asks: ['relation', 'registerWith'],
    result: part.result,
    licenceId: null,
    state: 'waiting',
    promiseDays: part.promiseDays,
    application: null,
    waitsFor: { parts: [], roles: [] },
    dueOn: null,
    isStanding: false,
    isLate: false,
    mayWithdraw: false,
    endedOn: null,
    ...over,
  }
}

/** What stands behind a part that has begun. */
export const buildCaseOfPart = (status: NonNullable<JointPartView['application']>['status'], subjectId = '01CHILD'): JointPartView['application'] => ({
  id: '01JD0000000000000000CASE01',
  number: 'BJ-20261123-7K2M9Q-4',
  subjectId,
  status,
})

const material = (code: string, from: JointView['materials'][number]['from'], goesTo: string[], options: JointView['materials'][number]['options'] = []) => ({
  ...coded(guide.materials.find((each) => each.code === code)!),
  standard: named('有效'),
  need: 'always' as const,
  options,
  taken: null,
  asked: null,
  mayFollow: false,
  from,
  goesTo,
})

/** A draft of which everything is answered but one field; registration waits for the father, the card for its page. */
export const buildJoint = (over: Partial<JointView> = {}): JointView => ({
  id: '01JD000000000000000JOINT01',
  bundle: { code: 'newborn', ...named('新生儿出生'), version: 1, summary: named('几件事一次办') },
  version: 1,
  isDraft: true,
  state: null,
  startedAt: '2026-11-23T06:00:00.000Z',
  submittedAt: null,
  lastAt: '2026-11-23T06:00:00.000Z',
  withdrawnAt: null,
  mayWithdraw: false,
  rateable: false,
  questions: guide.questions,
  openQuestions: [],
  form: {
    code: 'newborn',
    version: 1,
    sections: [
      { code: 'child', ...named('孩子'), fields: [{ code: 'relation', ...named('是户主的什么人'), required: true, kind: 'text', least: 1, most: 10 }] },
    ],
  },
  answers: ANSWERED,
  sourced: [],
  materials: [
    material(
      'certificate',
      { kind: 'own', who: 'subject' },
      ['registration'],
      [{ kind: 'licence', words: named('用出生医学证明，不用交纸质的'), available: true, why: null, text: null }],
    ),
    material('fatherCard', { kind: 'role', who: 'father' }, ['registration']),
    material('page', { kind: 'part', who: 'registration' }, ['card']),
  ],
  roles: [
    { code: 'father', ...named('孩子的父亲'), licences: [named('居民身份证')], state: 'notAsked', isUnanswered: false, isSomebodyElse: false, lastDay: null },
  ],
  parts: [buildPart('registration', { waitsFor: { parts: [], roles: ['father'] } }), buildPart('card', { waitsFor: { parts: ['registration'], roles: [] } })],
  promised: {
    on: '2026-12-03',
    provisional: false,
    chain: [
      { part: 'registration', from: '2026-11-23', on: '2026-11-26', days: 3, by: 'promise', counted: [] },
      { part: 'card', from: '2026-11-26', on: '2026-12-03', days: 5, by: 'promise', counted: [] },
    ],
    standing: [],
  },
  deliveries: [],
  carried: null,
  troubles: [],
  ...over,
})

/** What the father is asked. */
export const buildConsentRequest = (over: Partial<ConsentRequestView> = {}): ConsentRequestView => ({
  id: '01JD00000000000000CNSENT01',
  bundle: { code: 'newborn', ...named('新生儿出生') },
  role: named('孩子的父亲'),
  asker: '王**',
  about: [{ ...named('孩子姓名'), value: '王小宝' }],
  asks: named('您同意为这一件事使用您的居民身份证'),
  licences: [named('居民身份证')],
  offices: [named('临江市公安局户政服务大厅')],
  lastDay: '2099-12-03',
  state: 'pending',
  actions: ['give', 'decline'],
  ...over,
})
