export { GuideSheet } from './components/GuideSheet'
export { decideGuide, guidePath, guideSchema } from './api'
