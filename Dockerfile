# One server with its embedding model: CPU only, as nobody in particular, on a root that is only read. What it makes goes
# to /data.
#   docker build -t ser-assistant .
# `--build-arg PACKAGES="tesseract-ocr tesseract-ocr-nld tesseract-ocr-eng"` adds what reads scanned pages.
ARG PYTHON=3.12
FROM python:${PYTHON}-slim AS build
WORKDIR /build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
# What is locked first: it changes less often than the program.
COPY requirements.lock requirements-dev.lock ./
RUN pip install --no-deps --require-hashes -r requirements.lock \
    && grep -ho '^[a-z0-9][^\]*' requirements.lock requirements-dev.lock | sort -u > pins.txt
COPY pyproject.toml README.md ./
COPY assistant assistant
COPY ingest ingest
COPY evals evals
RUN pip install --no-build-isolation -c pins.txt '.[postgresql,redis]' \
    # Chroma names it, for clusters; it is never imported.
    && pip uninstall --yes kubernetes pip

FROM python:${PYTHON}-slim
ARG PACKAGES=""
RUN if [ -n "$PACKAGES" ]; then \
        apt-get update && apt-get install -y --no-install-recommends $PACKAGES && rm -rf /var/lib/apt/lists/*; \
    fi \
    && mkdir /data /store && chown 10001:10001 /data /store
COPY --from=build /opt/venv /opt/venv
COPY corpus /srv/corpus
WORKDIR /srv
ENV PATH=/opt/venv/bin:$PATH \
    HOME=/tmp \
    PYTHONDONTWRITEBYTECODE=1 \
    ASSISTANT_CORPUS_DIR=/srv/corpus \
    ASSISTANT_DATA_DIR=/data \
    ASSISTANT_LOG_FORMAT=json
USER 10001:10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=6s --start-period=120s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=5)"]
ENTRYPOINT ["ser-assistant"]
CMD ["serve", "--host", "0.0.0.0"]
