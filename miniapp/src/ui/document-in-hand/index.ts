export { DocumentFields } from './DocumentFields'
export { useDocumentInHand, type DocumentInHand } from './useDocumentInHand'
