/**
 * Signs in the box of a field 手写签名 as a finger does, stroke by stroke.
 * @param {import('playwright-core').Page} page
 * @param {string} field
 */
export async function signByHand(page, field) {
  const pad = page.locator(`#${field}-pad`)
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('there is no box to sign in')
  const strokes = [
    [0.1, 0.3, 0.3, 0.31],
    [0.12, 0.5, 0.28, 0.51],
    [0.2, 0.3, 0.2, 0.72],
    [0.08, 0.73, 0.34, 0.72],
    [0.5, 0.25, 0.62, 0.8],
  ]
  for (const [fromX, fromY, toX, toY] of strokes) {
    await page.mouse.move(box.x + fromX * box.width, box.y + fromY * box.height)
    await page.mouse.down()
    await page.mouse.move(box.x + toX * box.width, box.y + toY * box.height, { steps: 6 })
    await page.mouse.up()
  }
}
