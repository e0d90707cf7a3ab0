export { DocumentFields } from './DocumentFields'
export { DocumentTypeChoice } from './DocumentTypeChoice'
export { useDocumentInHand, type DocumentInHand } from './useDocumentInHand'
