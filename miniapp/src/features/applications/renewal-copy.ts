import { defineCopy } from '@/platform/copy'

interface Days {
  /** Its last day, and the last on which renewal is asked for in time. */
  end: string
  by: string
}

/** Words of 延续: a licence that is to run on. */
export const renewalCopy = defineCopy({
  zh: {
    noEnd: '这本证没有到期日，不用延续',
    asking: {
      inTime: ({ end, by }: Days) => `这本证到 ${end}为止，现在申请来得及（最晚 ${by}）。到期没有作决定的，视为准予延续，证照继续有效`,
      late: ({ end, by }: Days) =>
        `这本证到 ${end}为止，已经过了 ${by}这个申请期限。可以交，但到期没有作决定的不会自动延续：证照到期失效，要停业。着急的请打电话或到窗口`,
      over: ({ end }: Days) => `这本证 ${end}已经到期，不能延续，请重新申请办理`,
    },
    asked: {
      inTime: (end: string) => `按时申请的延续：到 ${end}没有作决定的，视为准予延续`,
      late: (end: string) => `申请晚了，距 ${end}不足三十天：没有作决定的不会自动延续，证照到期失效`,
    },
    renewed: '“我的证照”里的证已经延续，继续有效，不用换证',
  },
  en: {
    noEnd: 'This licence has no last day and needs no renewal',
    asking: {
      inTime: ({ end, by }: Days) =>
        `It runs until ${end}, and you are in time (until ${by}). Without a decision by its end it counts as renewed and stays valid`,
      late: ({ end, by }: Days) =>
        `It runs until ${end}; the time to ask ended on ${by}. You may apply, but without a decision it is not renewed: it runs out and business stops. If it is urgent, call or go to the window`,
      over: ({ end }: Days) => `It ran out on ${end} and cannot be renewed; please apply for a new one`,
    },
    asked: {
      inTime: (end: string) => `Asked for in time: without a decision by ${end} it counts as renewed`,
      late: (end: string) => `Asked for late, less than thirty days before ${end}: without a decision it is not renewed and runs out`,
    },
    renewed: 'The licence in your wallet was renewed and stays valid; nothing to exchange',
  },
})
