import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import { islands } from './islands-plugin.ts'

export default defineConfig({
  plugins: [islands(), tailwindcss(), reactRouter()],
  environments: {
    // The style sheet stands in the pages: the server's build makes it as small as the browser's.
    ssr: { build: { cssMinify: true, rollupOptions: { input: './app/server.ts' } } },
  },
  // One file holds all that the pages need: it starts quickly, and React is its production build everywhere.
  ssr: { noExternal: true },
  build: { assetsInlineLimit: 0 },
})
