import { defineCopy } from '@/platform/copy'

/** What each kind says in its own words. */
export interface SecondPersonWords<S extends string> {
  list: string
  empty: string
  emptyWhy: string
  states: Readonly<Record<S, string>>
  signs: string
  approve: string
  takeBack: string
  refuseHelp: string
  waitOther: string
  done: string
  refusedDone: string
}

/** Words of whatever a second person signs. */
export const secondPersonCopy = defineCopy({
  zh: {
    keys: '↑ ↓ 移动，回车打开',
    back: '回到列表',
    chooseOne: '选一项看全部内容',
    chooseOneWhy: '等复核的排在前面',
    forMe: '等您复核',
    mine: '您提出的',
    at: '提出时间',
    until: '最迟复核',
    fingerprint: '内容指纹',
    fingerprintOf: (hash: string) => hash.slice(0, 12),
    notYet: '再看看',
    refuse: '不予复核',
    refusal: '没有复核的原因',
    refuseTitle: '为什么不予复核',
    takeBackTitle: '为什么撤回',
    refuseLabel: '原因（至少 5 个字）',
    refuseShort: '至少写 5 个字',
    draftKept: '没提交的先留着',
  },
  en: {
    keys: '↑ ↓ move, Enter opens',
    back: 'Back to the list',
    chooseOne: 'Choose one to see all of it',
    chooseOneWhy: 'Those that wait come first',
    forMe: 'For you to sign',
    mine: 'Asked by you',
    at: 'Asked at',
    until: 'Sign by',
    fingerprint: 'Fingerprint',
    fingerprintOf: (hash: string) => hash.slice(0, 12),
    notYet: 'Look again',
    refuse: 'Do not sign',
    refusal: 'Why it was not signed',
    refuseTitle: 'Why not',
    takeBackTitle: 'Why do you take it back',
    refuseLabel: 'Reason (at least 5 characters)',
    refuseShort: 'At least 5 characters',
    draftKept: 'What you wrote is kept for now',
  },
})
