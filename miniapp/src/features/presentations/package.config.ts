/** Sub-package 分包: showing a licence. */
export const presentationPackage = { root: 'features/presentations', pages: ['pages/present/index'] }
