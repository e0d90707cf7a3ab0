export { MineScreen } from './MineScreen'
export { SubjectChoice } from './components/SubjectChoice'
