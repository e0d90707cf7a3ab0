export { markRead, noticesPath, noticesSchema } from './api'
