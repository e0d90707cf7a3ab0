/** Sub-package 分包: showing a licence. */
export const presentations = { root: 'features/presentations', pages: ['pages/present/index'] } as const
