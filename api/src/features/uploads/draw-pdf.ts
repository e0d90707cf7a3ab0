import { PDFiumLibrary, type PDFiumPage } from '@hyzyla/pdfium'
import { UPLOAD_LIMITS } from '@zsb/shared/upload'
import { keepPixels, PictureRefused, type KeptPicture } from './keep-picture'

/** 150 dots an inch; a PDF counts 72. */
const MOST_SCALE = 150 / 72
/** Longest edge of a page that was drawn, in pixels. */
const EDGE = 2_200

/**
 * The pages of a PDF as pictures. PDFium runs as WebAssembly without JavaScript, network or files of its own; actions, attachments, forms
 * and links are not drawn, so they are gone. Each file gets a library of its own: nothing of one is left for the next.
 * @throws PictureRefused
 */
export async function drawPdf(file: Uint8Array): Promise<KeptPicture[]> {
  const library = await PDFiumLibrary.init()
  try {
    const document = await library.loadDocument(file).catch((cause: unknown) => {
      throw new PictureRefused(isLocked(cause) ? 'locked' : 'damaged')
    })
    try {
      const count = document.getPageCount()
      if (count === 0) throw new PictureRefused('damaged')
      if (count > UPLOAD_LIMITS.pages) throw new PictureRefused('tooManyPages')
      const pages: KeptPicture[] = []
      for (let no = 0; no < count; no += 1) pages.push(await drawPage(document.getPage(no)))
      return pages
    } finally {
      document.destroy()
    }
  } catch (cause) {
    if (cause instanceof PictureRefused) throw cause
    // Whatever PDFium throws at a file that is broken within.
    throw new PictureRefused('damaged')
  } finally {
    library.destroy()
  }
}

const isLocked = (cause: unknown): boolean => /password|security/i.test((cause as { message?: string } | null)?.message ?? '')

async function drawPage(page: PDFiumPage): Promise<KeptPicture> {
  const { originalWidth, originalHeight } = page.getOriginalSize()
  const longest = Math.max(originalWidth, originalHeight)
  if (!(Math.min(originalWidth, originalHeight) > 0)) throw new PictureRefused('damaged')
  const { data, width, height } = await page.render({ scale: Math.min(MOST_SCALE, EDGE / longest), render: 'bitmap' })
  return keepPixels({ pixels: data, width, height })
}
