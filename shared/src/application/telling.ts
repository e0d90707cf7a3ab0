import type { Outcome } from './status'

interface Words {
  zh: string
  en: string
}

/** A move of the window with what was written for it; the phone of the clerk shows it as it grows. */
export interface MoveAsTold {
  action: string
  note?: string
  rightOffice?: string
  outcome?: Outcome | undefined
  procedure?: Words | undefined
  days?: number
  /** 批准文号 of the head of the government. */
  leave?: string | undefined
  /** Where it is passed on to 转办. */
  office?: Words | undefined
  gaps?: readonly { material: Words; reason: string }[]
}

/** Closed with a full stop where it has none, so that the next sentence can follow. */
export const withFullStop = (typed = ''): string => {
  const text = typed.trim()
  return text === '' || /[。！？.!?]$/.test(text) ? text : `${text}。`
}
/** Without its full stop, where it stands inside a sentence. */
export const withoutFullStop = (typed: string): string => typed.trim().replace(/[。.]$/, '')
const gap = (material: string, reason: string) => (withoutFullStop(reason) === '' ? material : `${material}（${withoutFullStop(reason)}）`)

/** Every refusal says so. Source: 行政复议法 art. 20, 行政诉讼法 art. 46. */
const REMEDIES = {
  zh: '不服的，可以在 60 日内申请行政复议，或者在 6 个月内向法院起诉。',
  en: 'You may ask for reconsideration within 60 days or go to court within 6 months.',
}

/**
 * The words in which an applicant is told of a move 告知内容: what the window sees before it makes the move and what stands in his history after it.
 * @returns null where nothing is told, or nothing is written yet
 */
export function tellingOf({
  action,
  note: typed,
  rightOffice: where = '',
  outcome,
  procedure,
  days,
  leave = '',
  office: place,
  gaps = [],
}: MoveAsTold): Words | null {
  const note = withFullStop(typed)
  const office = where.trim()
  switch (action) {
    case 'accept':
      return { zh: '您的申请已受理，承诺办结的日期在办理进度里。', en: 'Your application is accepted; the day it is promised for stands in its progress.' }
    case 'requestSupplement': {
      if (gaps.length === 0) return null
      const listed = (language: 'zh' | 'en') => gaps.map(({ material, reason }) => gap(material[language], reason)).join(language === 'zh' ? '；' : '; ')
      return {
        zh: `您的申请还要补：${listed('zh')}。这次说全，不再要别的。`,
        en: `Your application still needs: ${listed('en')}. This is all; nothing else will be asked for.`,
      }
    }
    case 'deemAccepted': {
      const listed = (language: 'zh' | 'en') => gaps.map(({ material }) => material[language]).join(language === 'zh' ? '、' : ', ')
      const owed = gaps.length > 0 && days !== undefined
      return {
        zh: `没有在规定期限内告知您要补什么，您的申请自收到之日起视为受理。${owed ? `请在 ${days} 个工作日内补来您承诺后补的：${listed('zh')}。` : ''}`,
        en: `You were not told in time that anything was missing, so your application counts as accepted from the day it came.${
          owed ? ` Within ${days} working days please bring what you promised: ${listed('en')}.` : ''
        }`,
      }
    }
    case 'acceptWithGaps': {
      if (gaps.length === 0 || !days) return null
      const listed = (language: 'zh' | 'en') => gaps.map(({ material }) => material[language]).join(language === 'zh' ? '、' : ', ')
      return {
        zh: `您的申请已容缺受理。请在 ${days} 个工作日内补来：${listed('zh')}。补齐前不作决定，逾期没有补齐的，申请退回。`,
        en: `Your application is accepted with materials to follow within ${days} working days: ${listed('en')}. Nothing is decided before; if they do not come it is returned.`,
      }
    }
    case 'deliver':
      return { zh: '办理结果已经送到您手里，送达回证在办理过程里。', en: 'The result has reached you; the record of delivery stands in its progress.' }
    case 'deliverByDocument':
      return note === ''
        ? null
        : {
            zh: `办理结果已凭身份证件原件交付，没有用取件码。原因：${note}送达回证在办理过程里。`,
            en: `The result was handed over on a document instead of the code: ${note} The record of delivery stands in its progress.`,
          }
    case 'fillGap':
      return { zh: '窗口收到了您补来的材料，容缺的已经补齐。', en: 'The window has what you still owed; nothing is missing any more.' }
    case 'lapse':
      return {
        zh: `要补的材料没有在期限内交来，这次申请已终止。备齐后可以重新申请。${REMEDIES.zh}`,
        en: `What was asked for did not come in time, so this application has ended. You can apply again once you have it. ${REMEDIES.en}`,
      }
    case 'lapseGap':
      return {
        zh: `承诺后补的材料没有在期限内补齐，申请已退回。备齐后可以重新申请。${REMEDIES.zh}`,
        en: `The promised materials did not come in time; your application is returned. You can apply again once you have them. ${REMEDIES.en}`,
      }
    case 'refuseAcceptance':
      return note === ''
        ? null
        : {
            zh: `不予受理：${note}${office ? `请向${office}提出。` : ''}${REMEDIES.zh}`,
            en: `Not accepted: ${note} ${office ? `Please go to ${office}. ` : ''}${REMEDIES.en}`,
          }
    case 'returnCase':
      return note === ''
        ? null
        : { zh: `您的申请已退回：${note}可以改好后重新申请。`, en: `Your application is returned: ${note} You can mend it and apply again.` }
    case 'suspend':
      return procedure && days
        ? {
            zh: `您的申请进入${procedure.zh}，约 ${days} 天，这段时间停表。${note}`,
            en: `Your application goes through ${procedure.en}, some ${days} days during which the clock stands. ${note}`,
          }
        : null
    case 'transfer':
      return place && note !== ''
        ? { zh: `您的申请转到${place.zh}办理：${note}时限不变。`, en: `Your application is handled by ${place.en} now: ${note} Its limits stay as they are.` }
        : null
    case 'handleAnew':
    case 'reviewAnew':
      return {
        zh: `您的异议成立：原来的决定已撤销，这件重新${action === 'handleAnew' ? '办理' : '审查'}，期限从今天起重新计算，不用再提交。复核意见：${note}`,
        en: `Your objection was right: the decision is revoked, it is ${action === 'handleAnew' ? 'handled' : 'decided'} anew, with its limits from today; nothing has to be handed in again. What was found: ${note}`,
      }
    case 'extend':
      return days && note !== ''
        ? {
            zh: `${leave.trim() === '' ? '经批准' : `经本级人民政府负责人批准（${leave.trim()}）`}，您的申请办理期限延长 ${days} 个工作日。理由：${note}`,
            en: `With leave${leave.trim() === '' ? '' : ` of the head of the government (${leave.trim()})`}, the limit of your application is longer by ${days} working days. Reasons: ${note}`,
          }
        : null
    case 'decide':
      if (outcome === 'granted') return { zh: `准予。${note}`, en: `Granted. ${note}`.trim() }
      return outcome === 'refused' && note !== '' ? { zh: `不予：${note}${REMEDIES.zh}`, en: `Refused: ${note} ${REMEDIES.en}` } : null
    default:
      return null
  }
}
