const path = require('node:path')
const attributes = require('./attributes')

/** Taro plugin: merges the aria attributes into the weapp and alipay templates and into their runtime. */
module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template) return // h5 has no templates, attributes pass through
      platform.template.mergeComponents(ctx, attributes)
      platform.runtimePath = [].concat(platform.runtimePath, path.resolve(__dirname, 'runtime.js'))
    },
  })
}
