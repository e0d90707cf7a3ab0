import { defineCopy } from '@/platform/copy'

interface Used {
  declarations: number
  notices: number
  overrides: number
}
interface Result {
  version: number
  colour: string
}

/** Words of 本机重算. */
export const recomputeCopy = defineCopy({
  zh: {
    ask: '在这部手机上重算一遍',
    again: '再算一遍',
    why: '取公布的规则和您自己的依据，由本机算一次。算完不留在手机上',
    asking: '正在取规则和依据',
    agrees: (version: number) => `本机按公布的规则（第 ${version} 版）重算，结果一致`,
    used: ({ declarations, notices, overrides }: Used) => `用了健康申报 ${declarations} 份，机关通知和公告 ${notices} 份，人工变更 ${overrides} 次`,
    differs: ({ version, colour }: Result) => `本机按公布的规则（第 ${version} 版）重算，得出的是${colour}，和上面显示的不一致`,
    differsWhy: (version: number) => `本机按公布的规则（第 ${version} 版）重算，颜色相同，但原因或到期时间和上面显示的不一致`,
    outdated: '颜色或依据刚有变化，这次不作数，请再算一遍',
    noColour: '没有颜色',
    whatNow: '请申诉，写明“本机重算不一致”；急用请打 12345',
    whatNowGreen: '请打 12345，说明“本机重算不一致”，会有人核查',
    appeal: '去申诉',
    call: '打 12345',
    offline: '没有网络，取不到规则和依据，没有重算。联网后再试',
  },
  en: {
    ask: 'Work it out on this phone',
    again: 'Work it out again',
    why: 'It fetches the published rules and what is known of you, and works it out here. Nothing of it is kept on the phone',
    asking: 'Fetching rules and grounds',
    agrees: (version: number) => `Worked out on this phone by the published rules (version ${version}): the same result`,
    used: ({ declarations, notices, overrides }: Used) => `Declarations: ${declarations}; official notices: ${notices}; changes by hand: ${overrides}`,
    differs: ({ version, colour }: Result) => `Worked out on this phone by the published rules (version ${version}): ${colour}, not what is shown above`,
    differsWhy: (version: number) =>
      `Worked out on this phone by the published rules (version ${version}): the same colour, but another reason or end than is shown above`,
    outdated: 'Colour or grounds have just changed, so this one does not count; work it out again',
    noColour: 'no colour',
    whatNow: 'Appeal and write “my phone works out something else”; if it is urgent, call 12345',
    whatNowGreen: 'Call 12345 and say “my phone works out something else”; it will be looked into',
    appeal: 'Appeal',
    call: 'Call 12345',
    offline: 'No network: rules and grounds cannot be fetched, and nothing was worked out. Try again with network',
  },
})
