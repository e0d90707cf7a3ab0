// The entry of @tarojs/taro, with one difference: it names the one thing it takes from the runtime. Taro's own takes the whole module,
// and with it a parser of HTML, events of a browser and more that no page of ours uses (15 kB of the main package, P12).
const hooks = require('@tarojs/runtime').hooks
const taro = require('@tarojs/api').default

if (hooks.isExist('initNativeApi')) hooks.call('initNativeApi', taro)

module.exports = taro
module.exports.default = taro
