/** Sub-package 分包: doors that are guarded, their owners, and the street office that reviews them. */
export const places = {
  root: 'features/places',
  pages: ['pages/guard/index', 'pages/places/index', 'pages/invitation/index', 'pages/reviews/index', 'pages/manual/index', 'pages/screen/index'],
} as const
