export { addLibraryControl } from './library-control'
export { createLicenceLibrary, type LicenceLibrary } from './licence-library'
export { parsePageToken, toPageToken } from './paging'
