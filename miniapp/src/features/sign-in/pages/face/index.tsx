import { WebView } from '@tarojs/components'
import { usePartnerPage } from '@/platform/open-partner'

/** The certifying partner's own page inside the mini-program; in a browser it opens in a window of its own. */
export default function FacePage() {
  const url = usePartnerPage((page) => page.url)
  return url ? <WebView src={url} /> : null
}
