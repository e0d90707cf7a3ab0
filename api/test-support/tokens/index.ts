export { hostileTokens, scannedToken, type HostileContext, type HostileToken } from './hostile-tokens'
export { mutants, seededRandom } from './mutants'
