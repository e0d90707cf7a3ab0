import { defineCopy } from '@/platform/copy'

/** Words of 事项状态. */
export const standingCopy = defineCopy({
  zh: {
    chips: { suspended: '暂停办理', cancelled: '已取消' },
    suspended: (day: string) => `暂停办理，到 ${day} 为止`,
    suspendedOpen: '暂停办理，什么时候恢复另行公布',
    cancelled: (day: string) => `已经取消，${day} 起不再受理`,
    coming: {
      suspended: (day: string) => `${day} 起暂停办理`,
      cancelled: (day: string) => `${day} 起取消，不再受理`,
    },
    stillOpen: '在那以前照常办',
    runningGoesOn: '已经提交的照常办，不受影响',
    instead: (name: string) => `改办“${name}”`,
    until: (day: string) => `到 ${day} 为止：`,
  },
  en: {
    chips: { suspended: 'Suspended', cancelled: 'Cancelled' },
    suspended: (day: string) => `Suspended until ${day}`,
    suspendedOpen: 'Suspended; when it resumes will be announced',
    cancelled: (day: string) => `Cancelled; not taken since ${day}`,
    coming: {
      suspended: (day: string) => `Suspended from ${day}`,
      cancelled: (day: string) => `Cancelled from ${day}`,
    },
    stillOpen: 'Until then it is handled as usual',
    runningGoesOn: 'What was handed in goes on',
    instead: (name: string) => `Ask for “${name}” instead`,
    until: (day: string) => `until ${day}: `,
  },
})
