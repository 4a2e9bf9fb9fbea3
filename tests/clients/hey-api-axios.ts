import { installAuthInterceptors } from '@/auth'
import { apiBaseUrl, auth } from './app'
import { client } from './generated/hey-api-axios/client.gen'

client.setConfig({ baseURL: apiBaseUrl })
installAuthInterceptors(client.instance, auth.client)

export * from './generated/hey-api-axios'
