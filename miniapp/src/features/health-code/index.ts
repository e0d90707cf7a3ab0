export { useHealthCodeActive, useHealthStatus } from './status'
