import { nameInAddress } from './address.h5'

it('the address of a page says what was made on it, and the history stays as long as it was', () => {
  window.history.replaceState({ idx: 3 }, '', '#/features/applications/pages/apply/index?item=elderPreferentialCard')
  const before = window.history.length
  nameInAddress({ id: '01CASE' })
  expect(window.location.hash).toBe('#/features/applications/pages/apply/index?id=01CASE')
  expect([window.history.length, window.history.state]).toEqual([before, { idx: 3 }])
})
