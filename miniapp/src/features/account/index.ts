export { useGuideGate } from './guide-gate'
export { MineScreen } from './MineScreen'
export { SubjectChoice } from './components/SubjectChoice'
export { turnTo } from './turn-to'
