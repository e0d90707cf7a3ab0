export { GuideSheet } from './components/GuideSheet'
export { GuideText } from './components/GuideText'
export { decideGuide, guidePath, guideSchema } from './api'
