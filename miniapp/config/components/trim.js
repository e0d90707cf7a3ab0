const fs = require('node:fs')
const path = require('node:path')

/** Every word of our own source: what none of it names, none of it can call or set. */
function wordsBelow(folder) {
  const files = fs.readdirSync(folder, { recursive: true }).filter((name) => /(?<!\.test)\.tsx?$/.test(name))
  return new Set(files.flatMap((name) => fs.readFileSync(path.join(folder, name), 'utf8').match(/\b[A-Za-z]+\b/g) ?? []))
}

/** What Taro's host says of itself, once and for all. Said here, whole ways of working fall out of React's reconciler. */
const CERTAIN = {
  supportsMutation: true,
  supportsMicrotasks: true,
  isPrimaryRenderer: true,
  supportsPersistence: false,
  supportsHydration: false,
  supportsTestSelectors: false,
}

/** One for each library: its text without what this app cannot reach (P12). */
const TRIMS = {
  'react-reconciler.production.min.js': (source) =>
    source.replace(/\$\$\$hostConfig\.(\w+)/g, (whole, name) => (name in CERTAIN ? String(CERTAIN[name]) : whole)),
  /** The styles an element can be given; `display` is how React hides what waits. */
  'style_properties.js': async (source, { words, file }) => {
    const { styleProperties } = await import(file)
    return `export const styleProperties = ${JSON.stringify(styleProperties.filter((name) => words.has(name) || name === 'display'))}`
  },
}

/** The host's functions that answer with a promise: Taro wraps those of its lists, and passes on the others as they are. */
const promised = (source, { words }) =>
  source.replace(/(?<=needPromiseApis = new Set\(\[)[^\]]*/, (list) => list.replace(/'(\w+)',?\s*/g, (whole, name) => (words.has(name) ? whole : '')))

/** Webpack loader, in place of nothing: the libraries of a mini-program's start, shorter. */
module.exports = async function (source) {
  const { folder } = this.getOptions()
  this.addContextDependency(folder)
  const trim = TRIMS[path.basename(this.resourcePath)] ?? promised
  return trim(source, { words: wordsBelow(folder), file: this.resourcePath })
}
