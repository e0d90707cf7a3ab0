export { useHealthCodeActive, useHealthStatus, useHealthUntilOff } from './status'
