// What a screen reader finds on a screen: every part with a role, its name and its state. The same list from a mini-program's tree and from a browser.

/** Roles whose name is their own words when they carry no label (ARIA: name from content). */
const NAMED_BY_WORDS = ['button', 'link', 'switch', 'radio', 'checkbox', 'tab', 'heading']
const STATES = ['Checked', 'Selected', 'Expanded', 'Disabled']
const TAG_ROLES = { input: 'textbox', image: 'img' }

/** What only some platforms draw, with the reason. */
const OWN_PARTS = [
  { label: /^button (用微信账号登录|SigninwithWeChat|用支付宝账号登录|SigninwithAlipay)( \[disabled\])?$/, why: 'each host signs in with its own account' },
  {
    label:
      /^(button|group) (打开手电筒|关闭手电筒|Torchon|Torchoff|打开相机|关闭相机|Opencamera|Closecamera|相机画面|Camerapicture|选一张图片|Chooseapicture)( \[disabled\])?$/,
    why: 'each scanner has its own controls',
  },
  {
    label: /^(button|heading) (用微信绑定的手机号|UsethenumberofWeChat|或者用短信验证|Orbyatextmessage)$/,
    why: 'only WeChat hands out the number of its account',
  },
  { label: /^button (文件|File)$/, why: 'Alipay lets nobody choose a file that is no picture' },
  { label: /^status$/, why: 'only WeChat reports a refused camera beside the page' },
]
export const onEveryPlatform = (labels) => labels.filter((label) => !OWN_PARTS.some((part) => part.label.test(label)))

const plain = (words) => words.replace(/\s+/g, '')

const isRow = (classes) => /(^| )z-nav( |$)/.test(classes ?? '')

const visibleWords = (nodes) => nodes.map((node) => node.text ?? (node.attributes.ariaHidden === 'true' ? '' : visibleWords(node.children))).join('')

/**
 * @returns {string[]} 'button 登录', 'radio 租车 [checked]', 'main' … sorted, each once; without the navigation row, which Alipay draws by
 * itself: `inRow` has that row alone
 */
export function labelsOf(tree, { inRow = false } = {}) {
  const found = new Set()
  const read = (nodes) => {
    for (const { text, tag, attributes, children } of nodes) {
      if (text !== undefined || attributes.ariaHidden === 'true') continue
      if (isRow(attributes.class)) {
        if (inRow) labelsOf(children).forEach((label) => found.add(label))
        continue
      }
      const role = attributes.ariaRole || TAG_ROLES[tag] || ''
      const name = plain(String(attributes.ariaLabel || (NAMED_BY_WORDS.includes(role) ? visibleWords(children) : '')))
      const states = STATES.filter((state) => attributes[`aria${state}`] === 'true').map((state) => ` [${state.toLowerCase()}]`)
      if (!inRow && (role || name)) found.add(`${role || 'group'} ${name}`.trim() + states.join(''))
      read(children)
    }
  }
  read(tree)
  return [...found].sort()
}

/** The same of the H5 page that is open. Runs in the browser. */
const labelsOfDocument = ({ inRow }) => {
  const NAMED = ['button', 'link', 'switch', 'radio', 'checkbox', 'tab', 'heading']
  const TAGS = { BUTTON: 'button', A: 'link', H1: 'heading', H2: 'heading', H3: 'heading', IMG: 'img', INPUT: 'textbox', NAV: 'navigation' }
  const hidden = (element) => element.getAttribute('aria-hidden') === 'true'
  const words = (element) =>
    [...element.childNodes].map((node) => (node.nodeType === 3 ? node.data : node.nodeType !== 1 || hidden(node) ? '' : words(node))).join('')
  const found = new Set()
  const read = (element) => {
    if (hidden(element) || (element.classList.contains('z-nav') && !inRow)) return
    const role = element.getAttribute('role') ?? (element.type === 'file' ? 'button' : (TAGS[element.tagName] ?? ''))
    const name = (element.getAttribute('aria-label') ?? element.getAttribute('alt') ?? (NAMED.includes(role) ? words(element) : '')).replace(/\s+/g, '')
    if (element.tagName === 'IMG' && !name) return
    const states = ['checked', 'selected', 'expanded', 'disabled'].filter(
      (state) =>
        element.getAttribute(`aria-${state}`) === 'true' ||
        (state === 'selected' && element.getAttribute('aria-current') === 'page') ||
        (state === 'disabled' && element.type === 'file' && element.disabled),
    )
    if (role || name) found.add([`${role || 'group'} ${name}`.trim(), ...states.map((state) => `[${state}]`)].join(' '))
    for (const child of element.children) read(child)
  }
  const page = document.querySelector('.taro_page:not(.taro_page_hide)')
  read(inRow ? page.querySelector('.z-nav') : page)
  return [...found].sort()
}

/** Reads until two readings, some frames apart, are the same: no answer is still being drawn. */
async function settled(read, page) {
  for (let before = await read(); ;) {
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestAnimationFrame(() => requestAnimationFrame(resolve)))))
    const now = await read()
    if (JSON.stringify(now) === JSON.stringify(before)) return now
    before = now
  }
}

/** What a screen reader finds in the browser, of what every platform draws: on the page, and in its navigation row. */
export async function readLabels(page) {
  const labels = onEveryPlatform(await settled(() => page.evaluate(labelsOfDocument, { inRow: false }), page))
  return { labels, row: await page.evaluate(labelsOfDocument, { inRow: true }) }
}
