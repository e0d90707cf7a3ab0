/** Why an item 事项 is neither begun nor handed in. */
export const ITEM_ERRORS = {
  APPLICATION_NOT_ONLINE: {
    status: 409,
    zh: '这件事还不能在手机上办，请看办事指南里的办理窗口',
    en: 'This cannot be applied for on the phone yet; see the windows in the guide',
  },
  ITEM_SUSPENDED: {
    status: 409,
    zh: '这件事现在暂停办理，原因和什么时候恢复，见办事指南。填过的内容会留着，已经提交的照常办',
    en: 'This is suspended; the guide says why and when it resumes. What you filled in is kept, and what was handed in goes on',
  },
  ITEM_CANCELLED: {
    status: 409,
    zh: '这件事已经取消，不再受理新的申请，原因写在办事指南里。已经提交的照常办',
    en: 'This has been cancelled and takes no new applications; the guide says why. What was handed in goes on',
  },
} as const satisfies Record<string, { status: number; zh: string; en: string }>
