export * from './random-bundles'
