import { defineCopy } from '@/platform/copy'

/** Words of an address that names no case of hers. */
export const ownCaseCopy = defineCopy({
  zh: { gone: '没有找到这件事', goneWhy: '可能是别人的。您的都在“我的办件”里', mine: '看我的办件' },
  en: { gone: 'Not found', goneWhy: 'It may be somebody else’s. Yours are among “My cases”', mine: 'See my cases' },
})
