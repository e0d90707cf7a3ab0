export { bundlesPath, bundlesSchema, consentsPath, consentsSchema } from './api'
