# The page as a web server: docker build -t kubehop . && docker run --rm -p 8080:8080 kubehop
# With --build-arg KUBEHOP_ADDRESS=https://HOST/PATH/ the previews of scenarios know where they are.
FROM node:22-alpine AS build
WORKDIR /kubehop
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
ARG KUBEHOP_ADDRESS
RUN npm run build

FROM nginxinc/nginx-unprivileged:1.29-alpine
COPY --from=build /kubehop/dist/web /usr/share/nginx/html
COPY --from=build /kubehop/hosting/nginx.conf /etc/nginx/conf.d/default.conf
EXPOSE 8080
