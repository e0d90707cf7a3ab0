import type { MoveRefusal } from '@zsb/shared/application'

interface Words {
  zh: string
  en: string
}
const days = (refusal: MoveRefusal) => ('days' in refusal ? refusal.days : 0)

/** Why a move is refused 不能这样办的原因, in a sentence that says what to do instead. */
export const MOVE_REFUSAL_WORDS: { readonly [R in MoveRefusal['reason']]: (refusal: MoveRefusal) => Words } = {
  notNow: () => ({ zh: '这件事现在的环节不能这样办，请刷新看看最新进展', en: 'Not at this stage; refresh to see where the case stands' }),
  notYours: () => ({ zh: '这一步由另外的岗位来办', en: 'Somebody else makes this step' }),
  backInTime: () => ({ zh: '日期早于上一步，请核对本机时间', en: 'Earlier than the last step; check the clock of this machine' }),
  notDue: () => ({ zh: '期限还没有到', en: 'The time is not up yet' }),
  askedBefore: () => ({ zh: '补正只能告知一次，已经告知过了', en: 'A supplement may be asked for once, and it was' }),
  nothingAsked: () => ({ zh: '请至少选一项材料', en: 'Choose at least one material' }),
  mustAccept: () => ({ zh: '要补的都补齐了，应当受理', en: 'All that was asked for came: it must be accepted' }),
  stillMissing: () => ({ zh: '要补的还没有补齐，不能受理', en: 'Something asked for is still missing' }),
  gapsNotAllowed: () => ({ zh: '这个事项不能容缺受理', en: 'This item does not allow materials to come later' }),
  gapTooLong: (refusal) => ({ zh: `容缺最多 ${days(refusal)} 个工作日`, en: `At most ${days(refusal)} working days` }),
  gapOpen: () => ({ zh: '容缺的材料还没有补来，不能作决定', en: 'Promised materials are still missing' }),
  noGap: () => ({ zh: '没有要补的容缺材料', en: 'No material was promised' }),
  procedureUnknown: () => ({ zh: '这个事项没有这种特别程序', en: 'The item has no such procedure' }),
  procedureTooLong: (refusal) => ({ zh: `这种特别程序最多 ${days(refusal)} 天`, en: `This procedure may take ${days(refusal)} days at most` }),
  extensionNotAllowed: () => ({ zh: '这个事项不能延长期限', en: 'The limit of this item cannot be extended' }),
  extendedBefore: () => ({ zh: '已经延长过一次', en: 'It was extended before' }),
  extensionTooLong: (refusal) => ({ zh: `最多延长 ${days(refusal)} 个工作日`, en: `At most ${days(refusal)} working days more` }),
  approverNeeded: (refusal) =>
    'approver' in refusal && refusal.approver === 'headOfGovernment'
      ? { zh: '要由本级人民政府负责人批准，请填批准文号', en: 'It takes the leave of the head of the government: give the number of its paper' }
      : { zh: '由本机关负责人批准，不填批准文号', en: 'The head of this body gives leave; there is no paper of the government' },
  tooLateToExtend: () => ({ zh: '期限已过，不能再延长', en: 'The limit is over; too late to extend' }),
  secondPersonNeeded: () => ({ zh: '要由另一位同事作决定', en: 'Another person must decide' }),
  notRefused: () => ({ zh: '已经准予的，不能因异议撤销', en: 'What was granted is not revoked on an objection' }),
  proposalNeeded: () => ({ zh: '要先有拟办意见', en: 'A proposal comes first' }),
}
