export { GuideSheet } from './components/GuideSheet'
export { PhoneForm } from './components/PhoneForm'
export { GuideText } from './components/GuideText'
export { decideGuide, guidePath, guideSchema } from './api'
