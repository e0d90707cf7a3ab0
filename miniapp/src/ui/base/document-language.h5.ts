import { useDidShow } from '@tarojs/taro'
import { useEffect } from 'react'
import { useSettings } from '@/platform/settings'

/** Tells browser and screen reader the language and the title of the page, also after coming back to it. */
export function useDocumentLanguage(title: string): void {
  const language = useSettings((settings) => settings.language)
  const tell = () => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = title
  }
  useEffect(tell, [language, title])
  useDidShow(tell)
}
