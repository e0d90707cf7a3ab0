export { ScanRefused } from './components/ScanRefused'
export { isForDesk, useDeskScan } from './useDeskScan'
