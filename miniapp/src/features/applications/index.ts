export { applicationsPath, applicationsSchema } from './list-api'
