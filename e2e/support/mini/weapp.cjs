// dist/weapp on WeChat's own template compiler (miniprogram-simulate) in jsdom: app.js runs, pages render, events bubble.
const { readFileSync } = require('node:fs')
const path = require('node:path')
const { JSDOM } = require('jsdom')
const { calls, createStack, readAddress } = require('./host.cjs')
const { stripEngine } = require('./engine.cjs')
const { createWx } = require('./wx.cjs')

const BROWSER = ['document', 'Event', 'CustomEvent', 'TouchEvent', 'HTMLElement', 'Element', 'Node', 'MutationObserver', 'getComputedStyle', 'Image']

exports.startWeapp = (dist) => {
  const { window } = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true, url: 'http://localhost/' })
  globalThis.window = window
  for (const name of BROWSER) if (window[name]) globalThis[name] = window[name]
  const scans = []
  let stack
  const wx = createWx(() => stack, scans)
  globalThis.wx = { ...wx }
  const simulate = require('miniprogram-simulate')
  const loader = require('miniprogram-simulate/src/utils')
  const exparser = require('miniprogram-exparser')
  globalThis.wx = Object.assign(globalThis.wx, wx)
  globalThis.__wxConfig = JSON.parse(readFileSync(path.join(dist, 'app.json'), 'utf8'))

  // A file is executed once, as on the phone; each load of a page that uses `comp` registers it again from what it defined.
  const defined = new Map()
  const register = globalThis.Component
  const run = loader.runJs
  let running = null
  globalThis.Component = (definition) => {
    defined.set(running, definition)
    register(definition)
  }
  loader.runJs = (file) => {
    if (defined.has(file)) return register({ ...defined.get(file) })
    running = file
    run(file)
  }
  // A Page becomes a Component whose life the stack below calls.
  globalThis.Page = ({ data, ...rest }) => {
    const methods = Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value === 'function'))
    globalThis.Component({ data, methods, options: { styleIsolation: 'shared' } })
  }
  let app
  globalThis.App = (definition) => (app = definition)
  globalThis.getApp = () => app
  globalThis.getCurrentPages = () => stack.pages.map((page) => page.instance)
  stripEngine()

  const loaded = new Map()
  const compiled = (route) => {
    if (!loaded.has(route)) loaded.set(route, simulate.load(path.join(dist, route), 'page', { rootPath: dist, compiler: 'official' }))
    return loaded.get(route)
  }
  stack = createStack({
    create: (url) => {
      const { route, options } = readAddress(url)
      const rendered = simulate.render(compiled(route))
      Object.assign(rendered.instance, { route, __route__: route, options })
      const place = window.document.createElement('div')
      window.document.body.appendChild(place)
      rendered.attach(place)
      return { route, options, instance: rendered.instance, rendered, place }
    },
    enter: ({ instance, options }) => {
      instance.onLoad?.(options)
      instance.onShow?.()
      instance.onReady?.()
    },
    show: ({ instance }) => instance.onShow?.(),
    hide: ({ instance }) => instance.onHide?.(),
    leave: ({ instance, rendered, place }) => {
      instance.onUnload?.()
      rendered.detach()
      place.remove()
    },
  })

  /** exparser's element → { tag, id, role, label, …, children }; `comp` (deep nesting) is looked through. */
  const read = (node, into) => {
    if (node instanceof exparser.TextNode) into.push({ text: node.textContent })
    else if (node instanceof exparser.Element) {
      let children = into
      const tree = node._vt
      if (!node.__virtual && tree) {
        const tag = String(tree.tagName ?? '').replace(/^wx-/, '')
        const attributes = Object.fromEntries((tree.attrs ?? []).map(({ name, value }) => [name.replace(/-(.)/g, (_, letter) => letter.toUpperCase()), value]))
        if (tag !== 'comp') {
          children = []
          into.push({ tag, attributes, children, node })
        } else if (node.shadowRoot) return read(node.shadowRoot, into)
      }
      for (const child of node.__wxSlotChildren ?? node.childNodes ?? []) read(child, children)
    }
    return into
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
    tree: () => read(stack.pages.at(-1).rendered._exparserNode, []),
    fire: ({ node }, name, detail) =>
      exparser.Event.dispatchEvent(
        node,
        exparser.Event.create(name, detail, { bubbles: true, capturePhase: true, composed: true, extraFields: { touches: [], changedTouches: [] } }),
      ),
  }
}
