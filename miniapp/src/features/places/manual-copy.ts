import { defineCopy } from '@/platform/copy'

/** Words of 无手机登记. */
export const manualCopy = defineCopy({
  zh: {
    title: '无手机登记',
    lead: '照证件登记没有手机的人',
    why: '姓名和证件号码登记后就封存，只有疾控中心能打开，28 天后删除。这部手机不留',
    consent: '本人同意登记',
    consentWhy: '请先告诉对方：登记谁、给谁看、什么时候删',
    consentFirst: '对方同意后再登记',
    enter: '登记',
    done: (name: string) => `${name}，登记好了`,
    doneAt: (time: string) => `${time} 登记`,
    doneWhy: '有账号的，在“用证记录”里看得到；现在没有账号的，以后注册也看不到这一条，因为我们不留能认出他的东西',
    next: '登记下一个',
    back: '回去扫码',
    noDoor: '先选在哪个门值守',
    toGuard: '去值守扫码',
  },
  en: {
    title: 'Without a phone',
    lead: 'Write in somebody without a phone',
    why: 'Name and number are sealed at once; only the disease control opens them, and they go after 28 days. Nothing stays on this phone',
    consent: 'The person consents',
    consentWhy: 'Tell them first what is recorded, who sees it and when it goes',
    consentFirst: 'Only with their consent',
    enter: 'Write in',
    done: (name: string) => `${name} is written in`,
    doneAt: (time: string) => `At ${time}`,
    doneWhy: 'Whoever has an account finds it under Use records. Whoever makes one later does not: we keep nothing to know them by',
    next: 'Next one',
    back: 'Back to scanning',
    noDoor: 'Choose your door first',
    toGuard: 'To the door',
  },
})
