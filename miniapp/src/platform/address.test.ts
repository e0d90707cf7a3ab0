import { ENTRANCES } from '@/entrances'
import { nameInAddress } from './address.h5'

const seen = () => [window.location.hash, window.history.length, window.history.state]

it('the address of a page says what was made on it, and the history stays as long as it was', () => {
  window.history.replaceState({ idx: 3 }, '', '#/features/applications/pages/apply/index?item=elderPreferentialCard')
  const before = window.history.length
  nameInAddress(ENTRANCES.apply, { id: '01CASE' })
  expect(seen()).toEqual(['#/features/applications/pages/apply/index?id=01CASE', before, { idx: 3 }])
})
it('whoever left while it was on its way keeps the address of the page in view', () => {
  window.history.replaceState({ idx: 2 }, '', '#/features/service-items/pages/guide/index?item=elderPreferentialCard')
  const before = seen()
  nameInAddress(ENTRANCES.apply, { id: '01CASE' })
  expect(seen()).toEqual(before)
})
