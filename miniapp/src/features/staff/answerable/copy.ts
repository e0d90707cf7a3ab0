import { defineCopy } from '@/platform/copy'

/** What each kind says in its own words; every finding `F` has some. */
export interface AnswerableWords<F extends string> {
  title: string
  list: string
  /** Of those that are open. */
  waiting: string
  empty: string
  emptyWhy: { open: string; answered: string }
  chooseOne: string
  chooseOneWhy: string
  due: (day: string) => string
  who: string
  passedOn: string
  noSupervisor: string
  ownCase: string
  form: string
  finding: string
  findings: Readonly<Record<F, string>>
  text: string
  textHelp: string
  textShort: string
  answer: string
  done: string
}

/** Words of whatever waits for an answer by its day. */
export const answerableCopy = defineCopy({
  zh: {
    stateLabel: '看哪些',
    order: '按期限先后，最急的在前',
    keys: '↑ ↓ 移动，回车打开，Esc 收起',
    back: '回到列表',
    left: (days: number) => (days < 0 ? `超 ${-days} 天` : days === 0 ? '今天到期' : `剩 ${days} 天`),
    hoursLeft: (hours: number) => (hours < 0 ? `超 ${-hours} 小时` : hours === 0 ? '不到 1 小时' : `剩 ${hours} 小时`),
    answered: '已答复',
    noneAnswered: '还没有答复过的',
    overdue: (day: string) => `已逾期：${day} 到期`,
    phone: '电话',
    noPhone: '没有留电话',
    number: '办件号',
    office: '办理单位',
    said: '原话',
    saidNone: '没有写',
    trail: '打开和答复都会留痕',
    draftKept: '没发的答复先留着',
  },
  en: {
    stateLabel: 'Show',
    order: 'The one that is due first comes first',
    keys: '↑ ↓ move, Enter opens, Esc closes',
    back: 'Back to the list',
    left: (days: number) => (days < 0 ? `${-days} days over` : days === 0 ? 'Due today' : `${days} days left`),
    hoursLeft: (hours: number) => (hours < 0 ? `${-hours} h over` : hours === 0 ? 'Within the hour' : `${hours} h left`),
    answered: 'Answered',
    noneAnswered: 'None answered yet',
    overdue: (day: string) => `Overdue since ${day}`,
    phone: 'Phone',
    noPhone: 'None given',
    number: 'Case number',
    office: 'Office',
    said: 'In their words',
    saidNone: 'Nothing',
    trail: 'Opening and answering are on record',
    draftKept: 'Your answer is kept for now',
  },
})
