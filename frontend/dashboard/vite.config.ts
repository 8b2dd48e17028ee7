import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  base: '/dashboard/',
  plugins: [tailwindcss(), reactRouter()],
  environments: {
    ssr: { build: { rollupOptions: { input: './app/server.ts' } } },
  },
  // One file holds all that the pages need: it starts quickly, and React is its production build everywhere.
  ssr: { noExternal: true },
  build: { assetsInlineLimit: 0 },
})
