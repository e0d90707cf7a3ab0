import type { BundleGuide } from '@zsb/shared/joint-application'

const named = (zh: string) => ({ zh, en: zh })
const choice = (value: string, zh: string) => ({ value, ...named(zh) })
const part = (code: string, zh: string, over: Partial<BundleGuide['parts'][number]> = {}): BundleGuide['parts'][number] => ({
  code,
  ...named(zh),
  item: code,
  department: named(`管${zh}的局`),
  promiseDays: 1,
  result: null,
  for: 'subject',
  ...over,
})

/** A birth in three parts: registration with the father's card where he is here, the card after it, and costs for the insured. */
export const buildBundleGuide = (over: Partial<BundleGuide> = {}): BundleGuide => ({
  code: 'newborn',
  ...named('新生儿出生'),
  version: 1,
  summary: named('几件事一次办'),
  mayAct: ['guardian'],
  questions: [
    { code: 'father', ...named('父亲能授权吗？'), help: named('他在自己的手机上同意'), choices: [choice('here', '能'), choice('abroad', '不能')] },
    { code: 'registerWith', ...named('随谁落户？'), when: { field: 'father', is: 'here' }, choices: [choice('mother', '随母亲'), choice('father', '随父亲')] },
    { code: 'insured', ...named('参加了生育保险吗？'), choices: [choice('yes', '参加了'), choice('no', '没有')] },
  ],
  parts: [
    part('registration', '出生登记', { promiseDays: 3, result: named('居民户口簿') }),
    part('card', '社会保障卡', { promiseDays: 5, result: named('社会保障卡') }),
    part('costs', '生育费用报销', { promiseDays: 20, when: { field: 'insured', is: 'yes' }, for: 'applicant' }),
  ],
  materials: [
    { code: 'certificate', ...named('出生医学证明'), from: { kind: 'own', who: 'subject' }, goesTo: ['registration', 'costs'], ways: ['licence'] },
    {
      code: 'fatherCard',
      ...named('父亲的身份证'),
      from: { kind: 'role', who: 'father' },
      when: { field: 'father', is: 'here' },
      goesTo: ['registration'],
      ways: ['licence'],
    },
    { code: 'page', ...named('户口簿页'), from: { kind: 'part', who: 'registration' }, goesTo: ['card'], ways: ['licence'] },
  ],
  edges: [{ from: 'registration', to: 'card', material: named('户口簿页') }],
  roles: [{ code: 'father', ...named('孩子的父亲'), when: { field: 'father', is: 'here' }, asks: named('同意使用您的身份证'), answerCalendarDays: 10 }],
  ...over,
})
