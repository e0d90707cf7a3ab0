export { DocumentFields } from './DocumentFields'
export { useDocumentInHand } from './useDocumentInHand'
