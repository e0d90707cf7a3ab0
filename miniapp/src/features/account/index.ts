export { GuideAgain } from './components/GuideAgain'
export { MineScreen } from './MineScreen'
export { SubjectChoice } from './components/SubjectChoice'
