import { defineCopy } from '@/platform/copy'

/** Words of 上传: what may be sent, how far it is, and what to do when it does not go. */
export const uploadCopy = defineCopy({
  zh: {
    rule: ({ withPdf, megabytes, most }: { withPdf: boolean; megabytes: number; most: number }) =>
      `收照片${withPdf ? '和 PDF' : ''}，每份不超过 ${megabytes} MB，最多 ${most} 份。拍清四角，不反光`,
    from: { camera: '拍照', album: '相册', file: '文件' },
    one: (number: number) => `第 ${number} 份`,
    kinds: { photo: '照片', pdf: (pages: number) => `PDF，${pages} 页` },
    sent: (day: string) => `${day}传的`,
    stages: {
      sending: (percent: number) => `正在传 ${percent}%`,
      waiting: (percent: number) => `网络断了，联网后自动接着传（已传 ${percent}%）`,
      checking: () => '传完了，正在查验',
    },
    again: '再传一次',
    remove: (number: number) => `删掉第 ${number} 份`,
    stop: (number: number) => `不传第 ${number} 份了`,
    look: (number: number) => `看第 ${number} 份`,
    hide: '收起来',
    page: ({ number, page, pages }: { number: number; page: number; pages: number }) => `第 ${number} 份，第 ${page} 页，共 ${pages} 页`,
    earlier: (count: number) => `用以前传过的（${count} 份）`,
    earlierHide: '不用以前的',
    use: (day: string) => `用${day}传的这份`,
    full: (most: number) => `已有 ${most} 份，要换的先删掉一份`,
    notAllowed: '没能打开相机或相册。请在手机设置里允许使用，或换一种方式',
    stillSending: '文件还在传，传完再核对',
    notYet: '还没传',
    count: (count: number) => `${count} 份`,
  },
  en: {
    rule: ({ withPdf, megabytes, most }: { withPdf: boolean; megabytes: number; most: number }) =>
      `Photos${withPdf ? ' and PDF' : ''}, at most ${megabytes} MB each, at most ${most}. All four corners, no glare`,
    from: { camera: 'Camera', album: 'Album', file: 'File' },
    one: (number: number) => `File ${number}`,
    kinds: { photo: 'Photo', pdf: (pages: number) => `PDF, ${pages} pages` },
    sent: (day: string) => `Sent ${day}`,
    stages: {
      sending: (percent: number) => `Sending, ${percent}%`,
      waiting: (percent: number) => `No network; goes on by itself (${percent}% sent)`,
      checking: () => 'Sent; being checked',
    },
    again: 'Send again',
    remove: (number: number) => `Remove file ${number}`,
    stop: (number: number) => `Do not send file ${number}`,
    look: (number: number) => `Look at file ${number}`,
    hide: 'Put away',
    page: ({ number, page, pages }: { number: number; page: number; pages: number }) => `File ${number}, page ${page} of ${pages}`,
    earlier: (count: number) => `Use one sent before (${count})`,
    earlierHide: 'Use none of those',
    use: (day: string) => `Use the one sent ${day}`,
    full: (most: number) => `${most} files already; remove one to replace it`,
    notAllowed: 'Camera or album could not be opened. Allow it in the settings, or choose another way',
    stillSending: 'Still sending; check when it is done',
    notYet: 'None yet',
    count: (count: number) => `${count} file(s)`,
  },
})
