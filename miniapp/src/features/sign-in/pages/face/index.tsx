import { WebView } from '@tarojs/components'
import { useCopy } from '@/platform/copy'
import { usePartnerPage } from '@/platform/open-partner'
import { usePageTitle } from '@/ui'
import { realNameCopy } from '../../real-name-copy'

/** The certifying partner's own page inside the mini-program; in a browser it opens in a window of its own. */
export default function FacePage() {
  usePageTitle(useCopy(realNameCopy).faceTitle)
  const url = usePartnerPage((page) => page.url)
  return url ? <WebView src={url} /> : null
}
