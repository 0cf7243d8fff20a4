# docker build --target edge|gateway|services|publish .
#
# The gateway and the services run their TypeScript sources (docs/adr/0003), so an image is Node, the sources and their production
# packages. What is built are the shell and the remotes. Tests stay outside by .dockerignore.

FROM node:24-bookworm-slim AS base
WORKDIR /desk
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
# The pnpm that wrote the lockfile, as package.json names it.
RUN npm install --global "$(node -p 'require("./package.json").packageManager')"

FROM base AS workspace
# Every package of the lockfile once; sources that change do not fetch them again.
RUN pnpm fetch && rm -rf node_modules
COPY . .

FROM workspace AS apps
RUN pnpm install --offline --frozen-lockfile && node stack/build/main.ts
# Every remote of the workspace, whatever it is called.
RUN mkdir /built && cp -r --parents remotes/*/dist /built

FROM workspace AS gateway-packages
RUN pnpm install --offline --frozen-lockfile --prod --filter "@business-m/gateway..."
RUN find node_modules -type f \( -name '*.test.*' -o -name '*.spec.*' \) -delete

FROM workspace AS command-packages
RUN pnpm install --offline --frozen-lockfile --prod --filter "@business-m/cli..."
RUN find node_modules -type f \( -name '*.test.*' -o -name '*.spec.*' \) -delete

FROM workspace AS services-packages
RUN pnpm install --offline --frozen-lockfile --prod --filter "@business-m/host..."
RUN find node_modules -type f \( -name '*.test.*' -o -name '*.spec.*' \) -delete

FROM node:24-bookworm-slim AS node-process
ENV NODE_ENV=production HOST=0.0.0.0 DESK_DATA=/data
WORKDIR /desk
COPY deploy/with-secrets.sh deploy/with-secrets.sh
# Nothing is installed in a running container.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn* /opt/yarn* \
  && mkdir /data && chown node:node /data
VOLUME /data
# Secrets may come as files (…_SECRET_FILE, …_PASSWORD_FILE) instead of variables.
ENTRYPOINT ["sh", "deploy/with-secrets.sh"]

FROM node-process AS gateway
COPY --from=gateway-packages /desk/package.json ./
COPY --from=gateway-packages /desk/node_modules node_modules
COPY --from=gateway-packages /desk/packages/metadata packages/metadata
COPY --from=gateway-packages /desk/packages/contract packages/contract
COPY --from=gateway-packages /desk/packages/files packages/files
COPY --from=gateway-packages /desk/packages/nats packages/nats
COPY --from=gateway-packages /desk/manifest manifest
COPY --from=gateway-packages /desk/gateway gateway
COPY --from=apps /desk/shell/dist shell/dist
# Served only to a browser with an override (docs/development.md).
COPY --from=apps /desk/shell/dist-dev shell/dist-dev
USER node
EXPOSE 8080
# Ready: it has a manifest to serve.
HEALTHCHECK --interval=10s --timeout=10s --start-period=180s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.DESK_PORT||8080)+'/api/gateway/ready').then(a=>process.exit(a.ok?0:1),()=>process.exit(1))"]
CMD ["node", "gateway/src/main.ts"]

FROM node-process AS services
COPY --from=services-packages /desk/package.json ./
COPY --from=services-packages /desk/node_modules node_modules
COPY --from=services-packages /desk/packages/metadata packages/metadata
COPY --from=services-packages /desk/packages/files packages/files
COPY --from=services-packages /desk/packages/nats packages/nats
COPY --from=services-packages /desk/services services
USER node
# All domains, or those of M_DOMAINS. `node services/host/src/migrate-main.ts` brings their databases up to date.
EXPOSE 8082
# As long as the first start may take, which makes and fills the database: others wait for it, and give up when it is called unhealthy.
HEALTHCHECK --interval=10s --timeout=10s --start-period=360s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.SERVICES_PORT||8082)+'/health').then(a=>process.exit(a.ok?0:1),()=>process.exit(1))"]
CMD ["node", "services/host/src/main.ts"]

# Runs once and ends: copies the releases of the remotes into the CDN's volume.
FROM node-process AS publish
COPY --from=command-packages /desk/package.json ./
COPY --from=command-packages /desk/node_modules node_modules
COPY --from=command-packages /desk/packages/metadata packages/metadata
COPY --from=command-packages /desk/packages/contract packages/contract
COPY --from=command-packages /desk/packages/files packages/files
COPY --from=command-packages /desk/packages/nats packages/nats
COPY --from=command-packages /desk/manifest manifest
COPY --from=command-packages /desk/cli cli
COPY --from=apps /built ./
COPY deploy/publish.sh deploy/publish.sh
RUN mkdir /cdn && chown node:node /cdn
USER node
CMD ["sh", "deploy/publish.sh", "/cdn"]

FROM nginx:1.28-bookworm AS edge
COPY nginx/templates /etc/nginx/templates
COPY nginx/15-desk.envsh /docker-entrypoint.d/15-desk.envsh
COPY --from=apps /desk/shell/dist /srv/shell
# The entrypoint sources only what is executable.
# The engine gives a new volume the owner that its folder has in the image: the one who publishes, whichever container comes first.
RUN chmod 755 /docker-entrypoint.d/15-desk.envsh && rm /etc/nginx/conf.d/default.conf && mkdir /srv/cdn && chown 1000:1000 /srv/cdn
USER nginx
EXPOSE 8080 8081
# The image promises no curl; bash can open a connection by itself.
HEALTHCHECK --interval=10s --timeout=3s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${DESK_LISTEN:-8080} && printf 'GET /edge-health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '200 OK' <&3"]
CMD ["nginx", "-c", "/tmp/nginx/nginx.conf", "-g", "daemon off;"]
