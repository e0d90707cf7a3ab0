/** Sub-package 分包: finding an item 事项 and reading its guide 办事指南. */
export const serviceItems = { root: 'features/service-items', pages: ['pages/catalogue/index', 'pages/guide/index'] } as const
