export { createNoticeService, type NoticeService, type Notify } from './notices.service'
export { mongoNotices } from './notices.model'
export { noticeRoutes } from './notices.routes'
