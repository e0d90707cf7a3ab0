import { defineCopy } from './index'

/** Words of a count of days 为什么是这一天. */
export const dayCopy = defineCopy({
  zh: {
    list: '逐日计算',
    dayOf: ({ month, date }: { month: number; date: number }) => `${month}月${date}日`,
    counted: (number: number) => `第 ${number} 天`,
    kinds: { workday: '不算', workedWeekend: '不算', weekend: '周末', holiday: '放假' },
    paused: '停算',
    provisional: '明年的放假安排还没公布，日期为暂定，公布后重新算',
  },
  en: {
    list: 'Day by day',
    dayOf: ({ month, date }: { month: number; date: number }) => `${date}/${month}`,
    counted: (number: number) => `Day ${number}`,
    kinds: { workday: 'Not counted', workedWeekend: 'Not counted', weekend: 'Weekend', holiday: 'Holiday' },
    paused: 'Paused',
    provisional: 'Next year’s holidays are not published yet; the day is provisional and will be counted again',
  },
})
