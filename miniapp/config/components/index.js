const path = require('node:path')
const used = require('./used')

/** Drawn by nothing here, yet written by Taro whatever is used: views that catch a finger's move, and texts in two kinds. */
const NEVER_DRAWN = ['catch-view', 'text', 'static-text', 'scroll-view']

/** What `trim.js` shortens. Alipay's functions stay all: passing one on there means translating its options, and that fails without any. */
const SHORTER = /[\\/](?:react-reconciler\.production\.min|style_properties)\.js$/
const WECHAT_LISTS = /[\\/](?:native-apis|plugin-platform-weapp[\\/]dist[\\/]runtime-utils)\.js$/

/** Every name stays, in its order, for Taro numbers components by it; of the attributes only ours. */
function keepUsed(components) {
  for (const [name, attributes] of Object.entries(components)) {
    const ours = used[name] ?? []
    for (const attribute of Object.keys(attributes)) if (!ours.includes(attribute)) delete attributes[attribute]
    for (const attribute of ours) if (attribute.startsWith('aria-')) attributes[attribute] ??= ''
  }
}

function without(text, numbers) {
  const template = new RegExp(`<template name="tmpl_\\d+_(?:${numbers.join('|')})">[\\s\\S]*?</template>(?=\\s*(?:<template name=|$))`, 'g')
  return text.replace(template, '').replace(/>\s+</g, '><').replace(/ {2,}/g, ' ')
}

/** Taro plugin: the templates of weapp and alipay, and the runtime that fills them, know what `used.js` names and nothing else. */
module.exports = (ctx) => {
  let templates = null
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return // H5 has no templates, attributes pass through.
      templates = platform.template
      keepUsed(templates.internalComponents)
      platform.runtimePath = path.resolve(__dirname, `runtime.${process.env.TARO_ENV}.js`)
    },
  })
  ctx.modifyWebpackChain(({ chain, webpack }) => {
    if (!templates) return
    const address = /[\\/]@tarojs[\\/]runtime[\\/]dist[\\/]bom[\\/](?:location|history|URL)\.js$/
    const replace = (data) => {
      if (address.test(data.createData?.resource ?? '')) data.createData.resource = path.resolve(__dirname, 'no-address.js')
    }
    chain.plugin('noAddress').use(webpack.NormalModuleReplacementPlugin, [address, replace])
    const known = Object.entries(templates.internalComponents).map(([name, attributes]) => [
      name,
      Object.keys(attributes).filter((each) => !/^bind/.test(each)),
    ])
    chain.module
      .rule('trimmed')
      .test(process.env.TARO_ENV === 'weapp' ? [SHORTER, WECHAT_LISTS] : SHORTER)
      .use('trimmed')
      .loader(path.resolve(__dirname, 'trim.js'))
      .options({ folder: path.resolve(__dirname, '../../src') })
    chain.module
      .rule('usedComponents')
      .test(/[\\/]@tarojs[\\/]shared[\\/]dist[\\/]components\.js$/)
      .use('usedComponents')
      .loader(path.resolve(__dirname, 'loader.js'))
      .options({ known })
  })
  ctx.modifyBuildAssets(({ assets }) => {
    for (const name of ['base.wxml', 'base.axml']) {
      if (!assets[name]) continue
      const numbers = NEVER_DRAWN.map((each) => templates.componentsAlias[each]._num)
      const text = without(assets[name].source().toString(), numbers)
      assets[name] = { size: () => Buffer.byteLength(text), source: () => text }
    }
  })
}
