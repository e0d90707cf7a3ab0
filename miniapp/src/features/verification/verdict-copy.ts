import type { VerdictKind } from '@zsb/shared/verification'
import { defineCopy } from '@/platform/copy'

type VerdictWords = {
  /** Read from a metre away. */
  word: string
  /** The reason in one line; blanks are filled with the licence's own words. */
  why: (blank: string) => string
  /** What to do next, step by step. */
  next: readonly string[]
}

const zh: Record<VerdictKind, VerdictWords> = {
  valid: { word: '有效', why: (licence) => `${licence} · 签名正确，状态正常`, next: [] },
  codeExpired: {
    word: '已过期',
    why: () => '这个码过了 60 秒，或已被本人收回',
    next: ['请对方在掌上办打开新码', '不收截图，请当面看手机', '新码出来后再扫一次'],
  },
  licenceExpired: {
    word: '证照已到期',
    why: (licence) => `${licence} 已过有效期`,
    next: ['告诉对方证照已到期，可在掌上办换证', '急用的，请看有没有其他有效证照'],
  },
  used: {
    word: '已使用',
    why: () => '码只能用一次，这个用过了',
    next: ['请对方打开掌上办·亮证，换新码', '不收截图，请当面看手机', '就是刚才那位，两分钟内在“刚核验过”里点开看'],
  },
  revoked: {
    word: '已失效',
    why: (word) => `发证机关已作“${word}”处理`,
    next: ['不能作为有效证照使用', '对方有疑问，请他联系发证机关', '需要留痕的，记下核验回执号'],
  },
  suspended: { word: '暂停使用', why: (word) => `这个证照现在是“${word}”`, next: ['现在不能使用，恢复后再来', '对方有疑问，请他联系发证机关'] },
  forged: { word: '伪造', why: () => '签名对不上，内容被改过', next: ['不要办理，留住当前画面', '记下核验回执号，报告值班主管', '请对方当面重新打开掌上办'] },
  unknownIssuer: {
    word: '无法核实',
    why: () => '这个码不是已知机构签发的',
    next: ['不要当作有效，也不要说是假的', '请对方打开本市掌上办亮证', '仍然不行，请看实体证'],
  },
  wrongKind: {
    word: '不是本系统的码',
    why: () => '没有查任何人的信息',
    next: ['请对方打开掌上办·亮证', '对方没有手机，可以看实体证', '看着像仿冒的证照页，请上报'],
  },
  wrongScene: {
    word: '场合不对',
    why: (scene) => (scene ? `对方选的是“${scene}”，没有用掉他的码` : '本窗口没有登记这个场合或用途'),
    next: ['请对方在亮证页换成您这里的场合', '或把本窗口的场合换对再扫'],
  },
  notYetValid: { word: '还没生效', why: () => '码的时间在后面，可能是对方手机时间不准', next: ['请对方刷新后再出示', '仍然这样，请看实体证'] },
  undetermined: {
    word: '查不到',
    why: (reason) => reason || '这次没有查到结果，不能算有效',
    next: ['请稍后再扫一次', '仍然查不到，请看实体证', '把核验回执号报给值班主管'],
  },
}

const en: Record<VerdictKind, VerdictWords> = {
  valid: { word: 'Valid', why: (licence) => `${licence} · signature good, status normal`, next: [] },
  codeExpired: {
    word: 'Code expired',
    why: () => 'The code is past its 60 seconds or was taken back',
    next: ['Ask for a new code in the app', 'Take no screenshots, look at the phone', 'Scan again'],
  },
  licenceExpired: {
    word: 'Licence expired',
    why: (licence) => `${licence} is past its last day`,
    next: ['Tell the holder; renewal is in the app', 'Ask for another valid licence'],
  },
  used: {
    word: 'Already used',
    why: () => 'A code works once, and this one was used',
    next: [
      'Ask for a new code in the app',
      'Take no screenshots, look at the phone',
      'Same person as before? Open it under “Just verified” within two minutes',
    ],
  },
  revoked: {
    word: 'No longer valid',
    why: (word) => `The issuer has put it to “${word}”`,
    next: ['Do not accept it', 'The holder may ask the issuer', 'Note the receipt number'],
  },
  suspended: { word: 'Suspended', why: (word) => `This licence is “${word}” now`, next: ['Not usable until it is restored', 'The holder may ask the issuer'] },
  forged: {
    word: 'Forged',
    why: () => 'The signature does not fit: it was altered',
    next: ['Do not proceed, keep this screen', 'Note the receipt and tell the supervisor', 'Ask the holder to open the app again'],
  },
  unknownIssuer: {
    word: 'Cannot be verified',
    why: () => 'Signed by an issuer we do not know',
    next: ['Do not take it as valid, do not call it false', "Ask for this city's app", 'Otherwise look at the card'],
  },
  wrongKind: {
    word: 'Not our code',
    why: () => "Nobody's data was looked up",
    next: ['Ask for “Show licence” in the app', 'No phone? Look at the card', 'Looks like an imitation? Report it'],
  },
  wrongScene: {
    word: 'Wrong occasion',
    why: (scene) => (scene ? `The holder chose “${scene}”; the code was not used up` : 'This counter is not registered for that occasion'),
    next: ['Ask the holder to choose your occasion', 'Or set the right one here and scan again'],
  },
  notYetValid: {
    word: 'Not valid yet',
    why: () => 'The code is from a later time; a clock may be wrong',
    next: ['Ask the holder to refresh', 'Still so? Look at the card'],
  },
  undetermined: {
    word: 'Undetermined',
    why: (reason) => reason || 'No result this time; do not take it as valid',
    next: ['Scan again in a moment', 'Still nothing? Look at the card', 'Give the receipt to the supervisor'],
  },
}

/** Every verdict has its own wording; a new kind without words does not compile. */
export const verdictCopy = defineCopy({ zh, en })

/** Plain sentences for the reasons of `undetermined`. */
export const undeterminedCopy = defineCopy({
  zh: {
    statusTooOld: '发证方暂时连不上，手里的状态太旧，不能算有效',
    licenceGone: '这个证照已不在持证人名下',
    presentationUnknown: '没有找到这个码的记录',
    shortCodeUnknown: '没有这个短码，请对方再念一遍',
    unreadable: '码不完整或读错了，请再扫一次',
    stateUnknown: '发证方给的状态认不出来',
    storage: '没有收到保存确认，请再扫一次',
  },
  en: {
    statusTooOld: 'The issuer cannot be reached and the known status is too old',
    licenceGone: 'The holder no longer has this licence',
    presentationUnknown: 'Nothing is known of this code',
    shortCodeUnknown: 'No such short code; ask to hear it again',
    unreadable: 'The code is incomplete or misread; scan again',
    stateUnknown: "The issuer's status is not understood",
    storage: 'Saving was not confirmed; scan again',
  },
})

/** 有效, but not in the ordinary state of its type: 列入经营异常名录, 使用至期满 … */
export const remarkedCopy = defineCopy({
  zh: {
    why: (licence: string, word: string) => `${licence} · 签名正确，但状态是“${word}”`,
    title: (word: string) => `登记状态：${word}`,
    next: '证照仍然有效。这个状态会不会影响办理，按您单位的规定',
  },
  en: {
    why: (licence: string, word: string) => `${licence} · signature good, but its state is “${word}”`,
    title: (word: string) => `Registered state: ${word}`,
    next: 'The licence is still valid. Whether that state matters here is for your own rules',
  },
})

/** A licence whose first day is still to come: nobody's clock is wrong. */
export const laterLicenceCopy = defineCopy({
  zh: {
    why: (licence: string, day: string) => (day ? `${licence}从 ${day} 起才有效` : `${licence}还没到生效日期`),
    next: ['现在不能使用，请对方到那天再来', '对方有疑问，请他联系发证机关'],
  },
  en: {
    why: (licence: string, day: string) => (day ? `${licence} is valid from ${day} on` : `${licence} is not valid yet`),
    next: ['Not usable now; ask the holder to come back on that day', 'The holder may ask the issuer'],
  },
})

/** `wrongKind` where it is a code of ours that another desk or a door reads: no payment code, and nothing suspicious. */
export const otherCodeCopy = defineCopy({
  zh: {
    word: '不是亮证码',
    why: '这是掌上办的另一种码，这里用不上。没有查任何人的信息',
    next: ['请对方打开掌上办·亮证', '办件码在受理窗口的“接手和代录”里扫', '健康码由门口值守人员扫'],
    unused: '码没有用掉，对方还可以在别处用',
  },
  en: {
    word: 'Not a licence code',
    why: "Another of our codes, of no use here. Nobody's data was looked up",
    next: [
      'Ask for “Show licence” in the app',
      'A code of a case is scanned under “Take over, begin for” at its window',
      'A health code is scanned at the door',
    ],
    unused: 'The code was not used up and works elsewhere',
  },
})
