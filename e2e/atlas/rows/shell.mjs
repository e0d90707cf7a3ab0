export const home = [{ route: '/pages/home/index', page: 'home', needs: 'citizen', asksNothing: true, ready: '#home-elder', states: { nobody: { needs: 'nobody' } } }]
export const mine = [{ route: '/pages/mine/index', page: 'mine', needs: 'citizen', asksNothing: true, ready: '#mine-settings', states: { nobody: { needs: 'nobody' } } }]
