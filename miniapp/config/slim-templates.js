/**
 * Taro plugin: takes out of weapp's base.wxml the attributes that this app never sets. Taro writes every attribute of a component
 * once for each of 15 nesting levels, so these alone cost about 25 kB of the main package (P12).
 */
const NEVER_SET = {
  view: [
    'hover-stop-propagation',
    'hover-start-time',
    'hover-stay-time',
    'animation',
    'bindanimationstart',
    'bindanimationiteration',
    'bindanimationend',
    'bindtransitionend',
    'bindlongpress',
  ],
  text: ['space', 'decode', 'overflow', 'max-lines', 'bindlongpress'],
  'scroll-view': [
    'animation',
    'bindanimationstart',
    'bindanimationiteration',
    'bindanimationend',
    'bindtransitionend',
    'bindlongpress',
    'enable-back-to-top',
    'scroll-anchoring',
    'using-sticky',
    'paging-enabled',
    'enable-passive',
    'bounces',
    'fast-deceleration',
    'type',
    'associative-container',
    'reverse',
    'clip',
    'cache-extent',
    'min-drag-distance',
    'scroll-into-view-within-extent',
    'scroll-into-view-alignment',
    'padding',
    'binddragstart',
    'binddragging',
    'binddragend',
    'bindscrollstart',
    'bindscrollend',
    'bindrefresherwillrefresh',
    'bindrefresherstatuschange',
    'refresher-two-level-enabled',
    'refresher-two-level-triggered',
    'refresher-two-level-threshold',
    'refresher-two-level-close-threshold',
    'refresher-two-level-scroll-enabled',
    'refresher-ballistic-refresh-enabled',
    'refresher-two-level-pinned',
  ],
}

function slim(template) {
  let text = template
  for (const [tag, names] of Object.entries(NEVER_SET)) {
    const attribute = new RegExp(` (?:${names.join('|')})="[^"]*"`, 'g')
    text = text.replace(new RegExp(`<${tag} [^>]*?>`, 'g'), (open) => open.replace(attribute, ''))
  }
  return text.replace(/>\s+</g, '><').replace(/ {2,}/g, ' ')
}

module.exports = (ctx) => {
  ctx.modifyBuildAssets(({ assets }) => {
    const base = assets['base.wxml']
    if (!base) return
    const text = slim(base.source().toString())
    assets['base.wxml'] = { size: () => Buffer.byteLength(text), source: () => text }
  })
}
module.exports.slim = slim
