/**
 * What terser is told beyond Taro's own settings.
 *
 * Mini-programs: Taro switches off nearly all of terser and writes Chinese as \uXXXX, twice its size; main would be a tenth heavier (P12).
 * What is on here are terser's own defaults; `toplevel` stays off, a chunk's top level belongs to webpack.
 * H5: Taro's default has quote_keys, with which terser prints #"x" for private fields: a syntax error the build calls success.
 */
const output = { comments: false, keep_quoted_props: true, quote_keys: false, beautify: false }

const ON = [
  'arrows',
  'collapse_vars',
  'comparisons',
  'computed_props',
  'directives',
  'hoist_props',
  'loops',
  'negate_iife',
  'properties',
  'reduce_funcs',
  'reduce_vars',
  'switches',
  'typeofs',
] as const
const compress = { ...Object.fromEntries(ON.map((name) => [name, true])), inline: 3, ecma: 2017, passes: 2 }

export const compressionOf = (isH5: boolean) => ({
  enable: true,
  config: isH5 ? { output } : { ecma: 2017, compress, output: { ...output, ecma: 2017, ascii_only: false } },
})
