/** Every refusal the API can answer, with its HTTP status and its sentence. Clients branch on the code, never on the wording. */
export const ERRORS = {
  REQUEST_INVALID: { status: 400, zh: '提交的内容有误，请按提示改正', en: 'Some of what was sent is not right; see the fields' },
  REQUEST_TOO_COMPLEX: { status: 400, zh: '提交的内容层级或数量超出限制', en: 'The request is nested too deeply or too long' },
  REQUEST_NOT_JSON: { status: 415, zh: '只接受 JSON 格式的内容', en: 'Only JSON is accepted' },
  REQUEST_TOO_LARGE: { status: 413, zh: '提交的内容太大', en: 'The request is too large' },
  SIGN_IN_REQUIRED: { status: 401, zh: '请先登录', en: 'Please sign in first' },
  SESSION_ENDED: { status: 401, zh: '登录已失效，请重新登录', en: 'Your session has ended; please sign in again' },
  FORBIDDEN: { status: 403, zh: '当前身份不能办理这项操作', en: 'Your role may not do this' },
  REAL_NAME_REQUIRED: { status: 403, zh: '需要先完成实名认证', en: 'Real-name check needed first' },
  NOT_FOUND: { status: 404, zh: '没有找到', en: 'Not found' },
  METHOD_NOT_ALLOWED: { status: 405, zh: '不支持这种请求方式', en: 'Method not allowed' },
  CONFLICT: { status: 409, zh: '内容已被改动，请刷新后再试', en: 'It changed meanwhile; refresh and try again' },
  PRECONDITION_FAILED: { status: 412, zh: '版本已更新，请刷新后再改', en: 'A newer version exists; refresh first' },
  IDEMPOTENCY_KEY_REQUIRED: { status: 400, zh: '缺少防重复提交标识', en: 'Idempotency-Key header is needed' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, zh: '同一防重复标识对应了不同内容', en: 'The same Idempotency-Key came with another body' },
  IDEMPOTENCY_IN_PROGRESS: { status: 409, zh: '上一次提交还在处理，请稍候', en: 'The first request with this key is still running' },
  RATE_LIMITED: { status: 429, zh: '操作太频繁，请稍后再试', en: 'Too many attempts; please wait' },
  OVERLOADED: { status: 503, zh: '当前使用的人太多，请过几秒再试', en: 'Very busy; please try again in a few seconds' },
  STORAGE_UNCERTAIN: { status: 503, zh: '没有收到保存确认，请用同一次提交再试', en: 'Saving was not confirmed; retry the same request' },
  UPSTREAM_UNAVAILABLE: { status: 503, zh: '对方系统暂时连不上，请稍后再试', en: 'A partner system cannot be reached; try later' },
  INTERNAL: { status: 500, zh: '服务出了问题，已记录。请稍后再试，或打 12345', en: 'Something failed on our side and was recorded; try later or call 12345' },
} as const satisfies Record<string, { status: number; zh: string; en: string }>

export type ErrorCode = keyof typeof ERRORS
