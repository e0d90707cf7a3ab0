const shared = require('@tarojs/shared')

const set = (values) => `new Set(${JSON.stringify([...values])})`

/** In place of @tarojs/shared/dist/components.js: the runtime asks it for names and for the order of attributes, never for a default. */
module.exports = function () {
  const { known } = this.getOptions()
  return `
const known = ${JSON.stringify(known.map(([name, attributes]) => [name, ...attributes].join(' ')).join('|'))}
export const internalComponents = Object.fromEntries(known.split('|').map((line) => {
  const [name, ...attributes] = line.split(' ')
  return [name, Object.fromEntries(attributes.map((attribute) => [attribute, '']))]
}))
export const controlledComponent = ${set(shared.controlledComponent)}
export const focusComponents = ${set(shared.focusComponents)}
export const voidElements = ${set(shared.voidElements)}
export const nestElements = new Map(${JSON.stringify([...shared.nestElements])})
export const touchEvents = {}
export const animation = {}
export const singleQuote = (text) => "'" + text + "'"
`
}
