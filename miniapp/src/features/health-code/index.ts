export { enColours, zhColours } from './colour-words'
export { useHealthCodeActive, useHealthStatus, useHealthUntilOff } from './status'
