// What a picture is measured by, inside the page.
import { cpSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** A name as of a built script, which browsers keep, compiled: axe sent through the debugger is compiled for every picture, a fifth of a second each. */
const AXE = 'js/axe.00000000.js'
/** Puts axe beside the scripts of the app. @param {string} dir what is served */
export const layOutAxe = (dir) => cpSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), join(dir, AXE))
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** 4.5:1 for large text too: the house asks for more than WCAG does. Given to each run; `axe.configure` costs a tenth of a second each time. */
const CONTRAST = {
  'color-contrast': {
    options: {
      ignoreUnicode: true,
      ignoreLength: false,
      ignorePseudo: false,
      boldValue: 700,
      boldTextPt: 14,
      largeTextPt: 18,
      contrastRatio: { normal: { expected: 4.5 }, large: { expected: 4.5 } },
      pseudoSizeThreshold: 0.25,
      shadowOutlineEmMax: 0.2,
    },
  },
}

/** Sizes, places and movement, one sentence for each fault. @param {{ elder: boolean }} mode */
export const inspectPage = (page, { elder }) => page.evaluate(inspect, { target: elder ? 60 : 44, text: elder ? 18 : 12 })

/** Text that lies under something else where the page stands now. As one scrolls it comes out: it is looked at once more in the middle, without the bars that stay. */
const COVERED = ['bgOverlap', 'elmPartiallyObscured', 'elmPartiallyObscuring', 'outsideViewport']
/**
 * Looked at: white on three quarters of #14202b over what the camera sees, 7.2:1 where that is white; and what is written on the sheet for a signature,
 * #5c6b78 on white under the clear canvas that takes the strokes, 5.5:1.
 */
const MEASURED = ['z-camera-words', 'z-signature-hint']

/** What axe finds on the page as it stands, one sentence each; text whose contrast it cannot tell, as over a picture, is a fault too. */
export async function runAxe(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ url: `/${AXE}` })
  const violations = await page.evaluate(
    async ({ values, checks, covered, measured }) => {
      const { violations, incomplete } = await window.axe.run(document, {
        runOnly: { type: 'tag', values },
        resultTypes: ['violations', 'incomplete'],
        elementRef: true,
        checks,
      })
      const open = incomplete
        .filter(({ id }) => id === 'color-contrast')
        .flatMap(({ nodes }) => nodes.filter(({ html }) => !measured.some((name) => html.includes(name))))
      const isCovered = ({ any }) => covered.includes(any[0]?.data?.messageKey)
      const under = open.filter(isCovered).map(({ element }) => element)
      const undecided = [{ id: 'color-contrast', nodes: open.filter((node) => !isCovered(node)) }]
      if (under.length > 0) {
        const bars = [...document.querySelectorAll('body *')].filter(
          (element) => /fixed|sticky/.test(getComputedStyle(element).position) && !under.some((text) => element.contains(text)),
        )
        const were = bars.map(({ style }) => style.visibility)
        bars.forEach(({ style }) => (style.visibility = 'hidden'))
        for (const text of under) {
          const scrolled = []
          for (let at = text.parentElement; at; at = at.parentElement) scrolled.push([at, at.scrollLeft, at.scrollTop])
          text.scrollIntoView({ block: 'center', behavior: 'instant' })
          const again = await window.axe.run(text, { runOnly: ['color-contrast'], resultTypes: ['violations', 'incomplete'], checks })
          undecided.push(...again.violations, ...again.incomplete)
          for (const [at, left, top] of scrolled) at.scrollTo({ left, top, behavior: 'instant' })
        }
        bars.forEach(({ style }, i) => (style.visibility = were[i]))
      }
      return [...violations, ...undecided].map(({ id, nodes }) => ({
        id,
        nodes: nodes
          .slice(0, 3)
          .map(({ html, failureSummary }) => `${html.slice(0, 140)} – ${(failureSummary ?? '').split('\n').slice(1, 2).join(' ').trim().slice(0, 160)}`),
      }))
    },
    { values: TAGS, checks: CONTRAST, covered: COVERED, measured: MEASURED },
  )
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `axe ${id}: ${node}`))
}

/** Runs in the page: sizes of targets and text, scrolling sideways, text cut off or lying on other text. */
function inspect(limits) {
  const found = []
  const say = (kind, element, detail) => {
    const name = element.id
      ? `#${element.id}`
      : `${element.tagName.toLowerCase()}.${String(element.className?.baseVal ?? element.className)
          .split(' ')
          .filter(Boolean)
          .slice(0, 3)
          .join('.')}`
    const words = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 30)
    found.push(`${kind}: ${name} «${words}» ${detail}`)
  }
  const isVisible = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !element.closest('.taro_page_hide, [aria-hidden=true]')
  /** For screen readers only: one pixel, clipped. */
  const isUnseen = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { width, height } = at.getBoundingClientRect()
      if (width <= 2 && height <= 2 && getComputedStyle(at).overflow === 'hidden') return true
    }
    return false
  }
  const root = document.documentElement
  if (root.scrollWidth > window.innerWidth) found.push(`sideways: the page is ${root.scrollWidth} px wide in a window of ${window.innerWidth}`)
  for (const box of document.querySelectorAll('.taro_page, .zsb, .z-column, .z-main'))
    if (isVisible(box) && box.scrollWidth > box.clientWidth + 1) say('sideways', box, `${box.scrollWidth} > ${box.clientWidth}`)

  // The atlas is drawn with reduced motion asked for.
  for (const { playState, effect } of document.getAnimations())
    if (playState === 'running' && effect?.target && isVisible(effect.target)) say('moves', effect.target, 'though reduced motion is asked for')

  const TARGETS =
    'a[href], button, input, select, textarea, [role=button], [role=link], [role=radio], [role=checkbox], [role=switch], [role=tab], [role=menuitem], [tabindex]:not([tabindex="-1"])'
  for (const target of document.querySelectorAll(TARGETS)) {
    if (!isVisible(target) || isUnseen(target) || target.getAttribute('type') === 'hidden' || target.closest('[inert]')) continue
    if (target.parentElement?.closest('button, [role=button], [role=radio], [role=checkbox], [role=switch]')) continue
    const { width, height } = target.getBoundingClientRect()
    const words = target.querySelector('.z-btn-words')?.getBoundingClientRect()
    // Beside another one it is as high as that.
    const isAlone = target.parentElement?.querySelectorAll('.z-btn').length === 1
    if (words && isAlone && height > words.height + 64) say('stretched', target, `${height.toFixed(0)} px high, its words ${words.height.toFixed(0)}`)
    if (Math.min(width, height) < limits.target - 0.5) say('target', target, `${width.toFixed(0)} × ${height.toFixed(0)} px, at least ${limits.target}`)
  }

  const leaves = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    if (!node.textContent.trim() || !element || ['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(element.tagName)) continue
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || element.closest('.taro_page_hide, svg') || isUnseen(element)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0)
    if (rects.length === 0) continue
    const style = getComputedStyle(element)
    if (parseFloat(style.fontSize) < limits.text - 0.01) say('small text', element, `${style.fontSize}, at least ${limits.text} px`)
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at)
      const clips = (value) => value === 'hidden' || value === 'clip'
      if (!clips(overflowX) && !clips(overflowY)) continue
      const box = at.getBoundingClientRect()
      const cutX = clips(overflowX) && rects.some((rect) => rect.right > box.right + 1.5 || rect.left < box.left - 1.5)
      const cutY = clips(overflowY) && rects.some((rect) => rect.bottom > box.bottom + 3 || rect.top < box.top - 3)
      if (cutX || cutY) say('clipped', element, `by ${at.className || at.tagName}`)
    }
    if (rects.some((rect) => rect.right > window.innerWidth + 1 || rect.left < -1))
      say('outside', element, `${rects[0].left.toFixed(0)}…${rects[0].right.toFixed(0)} of ${window.innerWidth}`)
    let layer = null
    for (let at = element; at; at = at.parentElement)
      if (['fixed', 'sticky', 'absolute'].includes(getComputedStyle(at).position)) layer = layer ?? (getComputedStyle(at).position === 'absolute' ? null : at)
    leaves.push({ element, rects, layer })
  }
  for (let i = 0; i < leaves.length; i++)
    for (let k = i + 1; k < leaves.length; k++) {
      const [one, two] = [leaves[i], leaves[k]]
      if (one.element === two.element || one.layer !== two.layer || one.element.contains(two.element) || two.element.contains(one.element)) continue
      const meet = one.rects.some((a) =>
        two.rects.some((b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4),
      )
      if (meet) say('overlap', one.element, `lies on «${two.element.textContent.trim().slice(0, 30)}»`)
    }
  return [...new Set(found)]
}

/** Runs in the page: every visible text and every name read out that went through no copy file. `data` came with the answers. */
export function unmarked(page, data) {
  return page.evaluate((known) => {
    const plain = (text) => {
      let rest = text
      // A sentence filled with another one is marked twice.
      for (let before = ''; before !== rest;) rest = (before = rest).replace(/⟦[^⟦⟧]*⟧/g, ' ')
      for (const value of known) rest = rest.split(value).join(' ')
      return rest.replace(/\b(\d{1,2} )?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b|\bToday\b/g, ' ')
    }
    const isWord = (text) => /[A-Za-z]{2,}|[\u3400-\u9fff]/.test(plain(text))
    const found = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      if (!element || ['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(element.tagName) || !element.checkVisibility() || element.closest('.taro_page_hide')) continue
      // A sentence may be drawn in several pieces: those that stand in one element count together.
      const whole = [...element.childNodes].map((piece) => (piece.nodeType === Node.TEXT_NODE ? piece.textContent : ' ')).join('')
      if (node.textContent.trim() && isWord(whole)) found.push(`untranslated: «${node.textContent.trim().slice(0, 60)}»`)
    }
    for (const element of document.querySelectorAll('[aria-label], [alt], [placeholder], [title]')) {
      if (!element.checkVisibility() || element.closest('.taro_page_hide')) continue
      for (const name of ['aria-label', 'alt', 'placeholder', 'title']) {
        const text = element.getAttribute(name)
        if (text && isWord(text)) found.push(`untranslated ${name}: «${text.slice(0, 60)}»`)
      }
    }
    if (document.title && isWord(document.title)) found.push(`untranslated title of the page: «${document.title}»`)
    return [...new Set(found)]
  }, data)
}
