// The child process: one phone with one build of the mini-program. Started by device.mjs.
const { collectFaults, setClock } = require('./engine.cjs')
const { storage } = require('./host.cjs')
const { obey } = require('./wire.cjs')

const { MINI_PLATFORM: platform, MINI_DIST: dist, MINI_NOW: now } = process.env
const faults = collectFaults()
if (now) setClock(Number(now))
const phone = platform === 'weapp' ? require('./weapp.cjs').startWeapp(dist) : require('./alipay.cjs').startAlipay(dist)

/** What a reader of the tree needs; the platform's own node stays here. */
const plain = ({ text, tag, attributes, children }) => (text !== undefined ? { text } : { tag, attributes, children: children.map(plain) })
const find = (nodes, wanted) => {
  for (const each of nodes) {
    if (!each.children) continue
    if (wanted(each)) return each
    const found = find(each.children, wanted)
    if (found) return found
  }
  return null
}
const byId = (id) => {
  const found = find(phone.tree(), ({ attributes }) => attributes.id === id)
  if (!found) throw new Error(`no #${id} on ${phone.stack.pages.at(-1).route}`)
  return found
}

obey({
  launch: (url, kept) => {
    for (const [key, value] of Object.entries(kept)) storage.write(`zsb.${key}`, JSON.stringify(value))
    return phone.launch(url)
  },
  open: (url) => phone.stack.reLaunch(url),
  back: () => phone.stack.navigateBack(),
  stack: () => phone.stack.pages.map(({ route }) => route),
  tree: () => phone.tree().map(plain),
  tap: (id) => void phone.fire(byId(id), 'tap', {}),
  fill: (id, value) => void phone.fire(byId(id), 'input', { value, cursor: value.length }),
  /** A button by its words, for parts that are never asked for by id. */
  tapText: (words) => {
    const wordsOf = (part) => part.text ?? part.children.map(wordsOf).join('')
    const button = find(phone.tree(), (part) => part.attributes.ariaRole === 'button' && wordsOf(part) === words)
    if (!button) throw new Error(`no button ${words} on ${phone.stack.pages.at(-1).route}`)
    phone.fire(button, 'tap', {})
  },
  kept: (name) => JSON.parse(storage.read(`zsb.${name}`) ?? 'null'),
  /** An event of a native part that has no id: the camera that saw a code. */
  happen: (tag, name, detail) => {
    const part = find(phone.tree(), (each) => each.tag === tag)
    if (!part) throw new Error(`no <${tag}> on ${phone.stack.pages.at(-1).route}`)
    phone.fire(part, name, detail)
  },
  nextScan: (text) => void phone.scans.push(text),
  calls: () => phone.calls,
  faults: () => faults,
})
