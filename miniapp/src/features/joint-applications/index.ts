export { bundlesPath, bundlesSchema, consentsPath, consentsSchema } from './list-api'
