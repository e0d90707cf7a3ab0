import { defineCopy } from '@/platform/copy'

/** Words of 试算 of health rules. */
export const trialCopy = defineCopy({
  zh: {
    title: '会有多少人变色',
    lead: '用今天的申报和依据试算这一版，不保存，也不写是谁',
    run: '试算',
    people: '已申报的人',
    changed: '变色',
    nobody: '没有人变色',
    count: (people: number) => `${people} 人`,
    change: ({ from, to }: { from: string; to: string }) => `${from} → ${to}`,
    colours: { green: '绿码', yellow: '黄码', red: '红码', none: '没有颜色' },
    tooMany: '过半的人会变严：这一版要三个人先后签认才能发布',
  },
  en: {
    title: 'How many would change',
    lead: 'This version on today’s declarations and notices; nothing is kept and nobody named',
    run: 'Try it',
    people: 'Declared',
    changed: 'Changes',
    nobody: 'Nobody changes',
    count: (people: number) => `${people}`,
    change: ({ from, to }: { from: string; to: string }) => `${from} → ${to}`,
    colours: { green: 'Green', yellow: 'Yellow', red: 'Red', none: 'No colour' },
    tooMany: 'More than half would be stricter: it takes three persons to publish this version',
  },
})
