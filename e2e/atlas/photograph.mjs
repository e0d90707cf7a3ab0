// A picture of what a page shows. A browser that has too much to do may never answer: that is a fault of this one picture.
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'

/** Longer than any picture takes beside others on a busy machine. */
const PICTURE_MS = 30_000

/**
 * What the window shows, as a file: the window is as high as its page. Not page.screenshot: it waits for frames and packs the pixels twice
 * as long.
 * @param {{ send: (command: string, options: object) => Promise<{ data: string }> }} wire the page's own DevTools session, which knows no limit
 */
export async function photograph(wire, path) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no picture after ${PICTURE_MS / 1000} s: ${basename(path)}`)), PICTURE_MS)
  })
  try {
    const { data } = await Promise.race([wire.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true }), late])
    await writeFile(path, Buffer.from(data, 'base64'))
  } finally {
    clearTimeout(timer)
  }
}
