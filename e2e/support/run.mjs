// A walk: named steps, each of which can fail; prints them, and exits non-zero when one did.
import { mkdirSync } from 'node:fs'

const outDir = new URL('../../.cache/walks/', import.meta.url).pathname

/** Runs the steps in order; a failed step stops the walk and leaves a picture of every page. */
export async function walk(name, body) {
  mkdirSync(outDir, { recursive: true })
  const pages = new Map()
  const passed = []
  const step = async (title, action) => {
    const from = Date.now()
    try {
      await action()
      passed.push(title)
      console.log(`  ✓ ${title} (${Date.now() - from} ms)`)
    } catch (error) {
      console.log(`  ✗ ${title}\n${error.stack ?? error}`)
      for (const [label, page] of pages) await page.screenshot({ path: `${outDir}${name}-${label}.png`, fullPage: true }).catch(() => {})
      throw error
    }
  }
  console.log(`walk ${name}`)
  let failed = 0
  try {
    await body({ step, pages })
  } catch (error) {
    failed = 1
    if (passed.length === 0) console.log(error.stack ?? error)
  }
  console.log(`walk ${name}: ${passed.length} passed, ${failed} failed`)
  process.exit(failed)
}
