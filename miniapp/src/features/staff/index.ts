export { StaffPage } from './StaffPage'
export { useContests } from './contests'
export { useScannedCode } from './scanned-code'
export { hasDuty } from './duties'
