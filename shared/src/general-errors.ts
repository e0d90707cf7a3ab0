/**
 * What an HTTP status alone can mean. Apart from the other refusals, because the phone carries these sentences itself, for answers that
 * are not the API's own (a proxy's page); every other sentence comes with its answer.
 */
export const GENERAL_ERRORS = {
  REQUEST_INVALID: { status: 400, zh: '提交的内容有误，请按提示改正', en: 'Some of what was sent is not right; see the fields' },
  SIGN_IN_REQUIRED: { status: 401, zh: '请先登录', en: 'Please sign in first' },
  FORBIDDEN: { status: 403, zh: '当前身份不能办理这项操作', en: 'Your role may not do this' },
  NOT_FOUND: { status: 404, zh: '没有找到', en: 'Not found' },
  CONFLICT: { status: 409, zh: '内容已被改动，请刷新后再试', en: 'It changed meanwhile; refresh and try again' },
  RATE_LIMITED: { status: 429, zh: '操作太频繁，请稍后再试', en: 'Too many attempts; please wait' },
  OVERLOADED: { status: 503, zh: '当前使用的人太多，请过几秒再试', en: 'Very busy; please try again in a few seconds' },
  INTERNAL: { status: 500, zh: '服务出了问题，已记录。请稍后再试，或打 12345', en: 'Something failed on our side and was recorded; try later or call 12345' },
} as const satisfies Record<string, { status: number; zh: string; en: string }>
