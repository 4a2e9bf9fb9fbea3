import axios from 'axios'
import type { AxiosRequestConfig } from 'axios'
import { installAuthInterceptors } from '@/auth'
import { apiBaseUrl, auth } from './app'

const http = axios.create({ baseURL: apiBaseUrl })
installAuthInterceptors(http, auth.client)

export async function send<Body>(
  config: AxiosRequestConfig,
  options?: AxiosRequestConfig,
): Promise<Body> {
  const response = await http.request<Body>({ ...config, ...options })
  return response.data
}
