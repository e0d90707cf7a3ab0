import { defineCopy } from '@/platform/copy'

/** Words of uploaded materials at the window. */
export const filesCopy = defineCopy({
  zh: {
    open: ({ name, file }: { name: string; file: string }) => `打开${name}：${file}`,
    one: ({ name, number }: { name: string; number: number }) => `${name}第 ${number} 份`,
    photo: (number: number) => `第 ${number} 份`,
    pdf: ({ number, pages }: { number: number; pages: number }) => `第 ${number} 份，${pages} 页`,
    page: ({ page, pages }: { page: number; pages: number }) => `第 ${page} 页，共 ${pages} 页`,
    before: '上一页',
    next: '下一页',
    turn: '转一下',
    enlarge: '放大',
    close: '收起',
    erased: '保管期限已满，材料已经销毁',
    unclear: (number: number) => `第 ${number} 份看不清楚，请重新拍照上传。`,
  },
  en: {
    open: ({ name, file }: { name: string; file: string }) => `Open ${name}: ${file}`,
    one: ({ name, number }: { name: string; number: number }) => `${name}, file ${number}`,
    photo: (number: number) => `File ${number}`,
    pdf: ({ number, pages }: { number: number; pages: number }) => `File ${number}, ${pages} pages`,
    page: ({ page, pages }: { page: number; pages: number }) => `Page ${page} of ${pages}`,
    before: 'Page before',
    next: 'Next page',
    turn: 'Turn',
    enlarge: 'Enlarge',
    close: 'Put away',
    erased: 'Kept for its time and erased since',
    unclear: (number: number) => `File ${number} is not clear; please take the photo again.`,
  },
})
