import { defineCopy } from '@/platform/copy'

/** Words of 统一出件 at the window: several results of one 一件事, handed over against one code. */
export const togetherCopy = defineCopy({
  zh: {
    title: '一次领的几件',
    count: (count: number) => `办好了 ${count} 件`,
    who: (name: string) => `给 ${name} 办的`,
    check: '核对来人的身份证件，把下面几件一起交给他。每一件都会有送达回证',
    number: (number: string) => `办件号 ${number}`,
    handOver: '都交给他',
    close: '先不交',
    done: (count: number) => `${count} 件已一起交给申请人`,
    quicker: '别的窗口刚交给他了',
  },
  en: {
    title: 'Fetched together',
    count: (count: number) => `${count} ready`,
    who: (name: string) => `For ${name}`,
    check: 'Check the identity document of whoever has come and hand over all of these. Each has its own record of delivery',
    number: (number: string) => `Number ${number}`,
    handOver: 'Hand over all',
    close: 'Not now',
    done: (count: number) => `${count} handed over together`,
    quicker: 'Another window has just handed them over',
  },
})
