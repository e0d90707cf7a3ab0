import Koa from 'koa'
import supertest from 'supertest'
import { serveAppCode } from './app-code'

describe('GET /app-code.svg', () => {
  it('draws the app’s address as a code and lets everything else pass', async () => {
    const app = new Koa()
    app.use(serveAppCode('https://zsb.example'))
    const answer = await supertest(app.callback()).get('/app-code.svg').expect(200).expect('content-type', /svg/)
    expect(String(answer.body)).toContain('<svg')
    await supertest(app.callback()).get('/other').expect(404)
    await supertest(app.callback()).post('/app-code.svg').expect(404)
  })
})
