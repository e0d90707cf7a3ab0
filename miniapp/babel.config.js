module.exports = {
  presets: [
    // `**` must stay an operator: preset-env would turn it into Math.pow, which throws on BigInt.
    ['taro', { framework: 'react', ts: true, compiler: 'webpack5', exclude: ['transform-exponentiation-operator'] }],
  ],
}
