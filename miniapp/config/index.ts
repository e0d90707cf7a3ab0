import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import path from 'node:path'
import { compressionOf } from './compression'

const platform = process.env.TARO_ENV ?? 'h5'
const isH5 = platform === 'h5'
const source = path.resolve(__dirname, '../src')
const sharedSource = path.resolve(__dirname, '../../shared/src')

// Taro's babel rule sees src/ and node_modules paths with "taro" only; what is published as modern JavaScript is named here.
const modernPackage = /[\\/]node_modules[\\/](zod|zustand|swr|use-sync-external-store|dequal|qr|sm-crypto-v2|@noble)[\\/]/
// A function: Taro 4.2's own configuration check refuses a RegExp here (and then exits 0 with nothing built).
const isModern = (file: string) => modernPackage.test(file)

/** Pixels stay pixels on every platform: a 44 px target is 44 px on a 320 px phone too, and text keeps its size in elder mode. */
const pixelsStay = { enable: false, config: {} }
const cssModules = { enable: false, config: { namingPattern: 'module', generateScopedName: '[local]' } }

export default defineConfig<'webpack5'>(async () => {
  const config: UserConfigExport<'webpack5'> = {
    projectName: 'zhangshangban',
    date: '2026-1-1',
    designWidth: 375,
    deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
    sourceRoot: 'src',
    outputRoot: `dist/${platform}${process.env.KIT ? '-kit' : ''}${isH5 && process.env.TARO_MAP ? '-map' : ''}`,
    plugins: [path.resolve(__dirname, 'components/index.js')],
    defineConstants: {
      /** '' on H5 (same origin); mini-programs need the public address of the API. */
      __API_BASE__: JSON.stringify(isH5 ? '' : (process.env.API_BASE ?? 'http://127.0.0.1:3000')),
      __PLATFORM__: JSON.stringify(platform),
    },
    copy: { patterns: [], options: {} },
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    cache: { enable: Boolean(process.env.TARO_CACHE) },
    terser: compressionOf(isH5),
    alias: { '@': source, '@zsb/shared': sharedSource },
    mini: {
      // Nothing is drawn from strings of markup, so their scanner and parser stay out of the main package.
      runtime: { enableInnerHTML: false },
      optimizeMainPackage: { enable: true },
      enableSourceMap: Boolean(process.env.TARO_MAP),
      compile: { include: [sharedSource, __dirname, isModern] },
      webpackChain: (chain) => void chain.resolve.alias.set('@tarojs/taro$', path.resolve(__dirname, 'taro-entry.js')),
      postcss: { pxtransform: pixelsStay, cssModules },
    },
    h5: {
      publicPath: '/',
      staticDirectory: 'static',
      router: { mode: 'hash' },
      devServer: { host: '127.0.0.1', open: false },
      compile: { include: [sharedSource, isModern] },
      enableSourceMap: Boolean(process.env.TARO_MAP),
      // Taro's own kind writes no files and evaluates each module from a text, which no page of ours allows and no user loads.
      sourceMapType: 'hidden-source-map',
      webpackChain(chain) {
        // What two pages share is loaded once, beside them.
        const shared = { name: 'parts', chunks: 'async', minChunks: 2, minSize: 10_000, reuseExistingChunk: true, priority: 5 }
        chain.merge({ optimization: { splitChunks: { cacheGroups: { parts: shared } } }, performance: { hints: false } })
      },
      output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
      miniCssExtractPluginOption: { ignoreOrder: true, filename: 'css/[name].[contenthash:8].css', chunkFilename: 'css/[name].[contenthash:8].css' },
      postcss: { pxtransform: pixelsStay, autoprefixer: { enable: true, config: {} }, cssModules },
    },
  }
  return config
})
