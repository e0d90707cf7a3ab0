import type { Middleware } from 'koa'
import { answerAt } from '../http/outside'

interface CodePage {
  /** Where the codes of this kind point. */
  path: string
  zh: { name: string; first: string; then: string }
  en: { name: string; first: string; then: string }
}

const PAGES: readonly CodePage[] = [
  {
    path: '/v',
    zh: {
      name: '亮证码',
      first: '它只给窗口和登记过的单位核验，用一次就失效，一分钟后作废。这里看不到里面的内容，也没有查任何信息。',
      then: '要给别人看您的证照，请在掌上办里点“亮证”；要核验别人的证照，请到窗口。',
    },
    en: {
      name: 'licence code',
      first: 'Only registered windows and firms can verify it. It works once and ends after a minute. Nothing of it is shown here, and nothing was looked up.',
      then: 'To show your own licences, open the app and tap Show licence.',
    },
  },
  {
    path: '/h',
    zh: {
      name: '健康码',
      first: '它只给场所门口的值守人员查验，用一次就失效，一分钟后作废。这里看不到颜色和姓名，也没有查任何信息。',
      then: '要亮自己的健康码，请打开掌上办。',
    },
    en: {
      name: 'health code',
      first: 'Only the guard at a door can check it. It works once and ends after a minute. Neither colour nor name is shown here, and nothing was looked up.',
      then: 'To show your own, open the app.',
    },
  },
  {
    path: '/p',
    zh: {
      name: '离线健康码',
      first: '它只给场所门口的值守人员查验。纸上没有颜色，颜色由值守人员的手机当场查。这里看不到颜色和姓名，也没有查任何信息。',
      then: '捡到这张纸，请交给社区或政务服务窗口。',
    },
    en: {
      name: 'health code on paper',
      first: 'Only the guard at a door can check it. There is no colour on the paper. Neither colour nor name is shown here, and nothing was looked up.',
      then: 'Whoever finds it, please hand it in at a community office or a government window.',
    },
  },
  {
    path: '/l',
    zh: {
      name: '场所码',
      first: '进门时用它登记。还没有登记，也没有查任何信息。',
      then: '请打开掌上办，点“扫一扫”，再扫这个码。',
    },
    en: {
      name: 'place code',
      first: 'It is scanned when coming in. Nothing has been recorded, and nothing was looked up.',
      then: 'Open the app, tap Scan, and scan this code there.',
    },
  },
  {
    path: '/g',
    zh: {
      name: '值守邀请',
      first: '场所负责人请您值守一个门，谁先接受就是谁，24 小时内有效。',
      then: '要接受，请打开掌上办的“值守扫码”，点“扫值守邀请”，再扫这个码。',
    },
    en: {
      name: 'guard invitation',
      first: 'The owner of a place asks somebody to guard a door; whoever accepts it first does, within 24 hours.',
      then: 'To accept, open At the door in the app, tap Scan an invitation and scan this code.',
    },
  },
]

const STYLE =
  'body{font:18px/1.7 system-ui,"PingFang SC","Noto Sans SC",sans-serif;color:#14202b;background:#f3f6f8;margin:0}main{max-width:560px;margin:0 auto;padding:32px 16px}section{background:#fff;border-radius:18px;padding:24px 16px;margin-bottom:16px}h1{font-size:28px;line-height:36px;margin:0 0 12px}p{margin:0 0 12px}a{display:block;text-align:center;line-height:60px;border-radius:12px;background:#0b5d73;color:#fff;text-decoration:none;font-weight:600}'

const render = ({ zh, en }: CodePage): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>掌上办 ${zh.name}</title><style>${STYLE}</style></head><body><main><section><h1>这是一张${zh.name}</h1><p>${zh.first}</p><p>${zh.then}</p><a href="/">打开掌上办</a></section><section lang="en"><h1>This is a ${en.name}</h1><p>${en.first}</p><p>${en.then}</p><a href="/">Open the app</a></section></main></body></html>`

/**
 * Where 亮证码, 健康码, 离线码, 场所码 and 值守邀请 point: whoever scans one with an ordinary camera is told what it is. What follows `#` never reaches us, and this page
 * has no script that could read it.
 */
export const serveCodePages = (): Middleware[] =>
  PAGES.map((page) => {
    const html = render(page)
    return answerAt(page.path, (ctx) => {
      ctx.type = 'html'
      ctx.set('cache-control', 'no-cache')
      ctx.set('referrer-policy', 'no-referrer')
      ctx.body = html
    })
  })
