export { OwnCase, useOwnCase } from './components/OwnCase'
export { applicationsPath, applicationsSchema } from './list-api'
