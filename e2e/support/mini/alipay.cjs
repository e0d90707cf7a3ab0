// dist/alipay as plain JavaScript on doubles of my, App and Page. There is no axml compiler outside Alipay's devtools: the data that
// setData was given is read through the names in base.axml, so that what the template would not carry is not seen here either.
const path = require('node:path')
const { readTemplates } = require('./axml.cjs')
const { stripEngine } = require('./engine.cjs')
const { calls, createStack, readAddress } = require('./host.cjs')
const { createMy } = require('./my.cjs')

/** `root.cn.[0].cn` and `root.cn[0].cn` alike. */
const setPath = (target, address, value) => {
  const names = address
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean)
  const last = names.pop()
  let place = target
  for (const name of names) place = place[name] ??= {}
  place[last] = value
}

exports.startAlipay = (dist) => {
  const scans = []
  let stack
  globalThis.my = createMy(() => stack, scans)
  stripEngine()
  // Alipay's engine has it, and Taro relies on that.
  Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'AlipayClient' }, configurable: true })
  let app
  let definition
  globalThis.App = (given) => (app = given)
  globalThis.getApp = () => app
  globalThis.getCurrentPages = () => stack.pages.map(({ instance }) => instance)
  globalThis.Component = () => undefined
  globalThis.Page = (given) => (definition = given)
  const templateOf = readTemplates(dist)
  const definitions = new Map()
  const definitionOf = (route) => {
    if (!definitions.has(route)) {
      require(path.join(dist, `${route}.js`))
      definitions.set(route, definition)
    }
    return definitions.get(route)
  }
  stack = createStack({
    create: (url) => {
      const { route, options } = readAddress(url)
      const given = definitionOf(route)
      const instance = {
        ...given,
        data: structured(given.data ?? {}),
        route,
        $page: {},
        setData(changes, then) {
          for (const [address, value] of Object.entries(changes)) setPath(this.data, address, structured(value))
          then?.()
        },
        $batchedUpdates: (step) => step(),
      }
      return { route, options, instance }
    },
    enter: ({ instance, options }) => {
      instance.onLoad(options)
      instance.onShow?.()
      instance.onReady?.()
    },
    show: ({ instance }) => instance.onShow?.(),
    hide: ({ instance }) => instance.onHide?.(),
    leave: ({ instance }) => instance.onUnload?.(),
  })
  const childrenOf = ({ cn }) => (Array.isArray(cn) ? cn : Object.values(cn ?? {})).filter(Boolean)
  const read = (part) => {
    if (part.v !== undefined) return { text: String(part.v) }
    const template = templateOf(part)
    if (!template) throw new Error(`base.axml has no template for the part ${part.nn}`)
    const attributes = Object.fromEntries(template.names.map(([name, short]) => [name, part[short] ?? '']))
    return { tag: template.tag, attributes: { ...attributes, id: part.uid ?? part.sid }, children: childrenOf(part).map(read), node: part }
  }
  return {
    launch: (url) => {
      require(path.join(dist, 'app.js'))
      const { route, options } = readAddress(url)
      app.onLaunch({ path: route, query: options })
      app.onShow?.({ path: route, query: options })
      stack.reLaunch(url)
    },
    stack,
    scans,
    calls,
    tree: () => childrenOf(stack.pages.at(-1).instance.data.root ?? {}).map(read),
    fire: ({ node }, name, detail) => {
      const target = { id: node.uid ?? node.sid, dataset: { sid: node.sid } }
      stack.pages.at(-1).instance.eh({ type: name, target, currentTarget: target, detail })
    },
  }
}

/** A copy, as it arrives after setData: JSON, nothing shared. */
function structured(value) {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}
