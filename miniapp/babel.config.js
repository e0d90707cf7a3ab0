module.exports = {
  presets: [
    // `**` must stay an operator: preset-env would turn it into Math.pow, which throws on BigInt.
    // Engines of the last years (WeChat's floor is iOS 12); Taro's default of iOS 9 makes the code a tenth larger.
    ['taro', { targets: { ios: '12', chrome: '67' }, framework: 'react', ts: true, compiler: 'webpack5', exclude: ['transform-exponentiation-operator'] }],
  ],
}
