import Taro from '@tarojs/taro'
import { useEffect } from 'react'
import { useDocumentLanguage } from './document-language'

/** The title of a page in the language of the screen: for the host's own row, the browser's tab and the screen reader. Page sets it by itself. */
export function usePageTitle(title: string): void {
  useDocumentLanguage(title)
  useEffect(() => {
    void Promise.resolve(Taro.setNavigationBarTitle({ title })).catch(() => undefined)
  }, [title])
}
