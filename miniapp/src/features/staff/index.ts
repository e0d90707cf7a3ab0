export { useStaffRail } from './useStaffRail'
export { LockScreen } from './LockScreen'
