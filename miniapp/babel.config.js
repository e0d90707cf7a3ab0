module.exports = {
  presets: [
    [
      'taro',
      {
        // Engines of the last years (WeChat's floor is iOS 12); Taro's default of iOS 9 makes the code a tenth larger.
        targets: { ios: '12', chrome: '67' },
        framework: 'react',
        ts: true,
        compiler: 'webpack5',
        exclude: [
          // `**` must stay an operator: it would become Math.pow, which throws on BigInt.
          'transform-exponentiation-operator',
          // These engines have them; what is mended is odd corners (tagged templates as keys, a parameter named as its function).
          'transform-destructuring',
          'transform-parameters',
          'transform-template-literals',
        ],
      },
    ],
  ],
}
