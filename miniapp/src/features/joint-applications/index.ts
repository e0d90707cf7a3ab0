export { bundlesPath, bundlesSchema } from './api'
