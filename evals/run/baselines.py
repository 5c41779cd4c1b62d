"""What a user would otherwise build, judged on the same cases: BM25 alone and the plain LangChain recipe."""

import re
import sqlite3
from collections.abc import Iterator, Sequence

import chromadb
from chromadb.config import Settings as ChromaSettings
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.domain import Document, Passage
from assistant.review.case import Case
from evals.cases.evidence import Corpus
from evals.cases.output import Ranked
from evals.run.found import Baseline, chunk_of

BM25 = "BM25 alone"
RECIPE = "plain LangChain"
BM25_DEPTH = 10
CHUNK, OVERLAP, RECIPE_DEPTH = 1000, 200, 4


def run_baselines(corpus: Corpus, cases: Sequence[Case], embeddings: Embeddings) -> tuple[Baseline, ...]:
    """Ask both baselines every case that has gold; a dialogue's last question is asked alone."""
    judged = [case for case in cases if case.gold]
    return bm25(corpus, judged), langchain_recipe(corpus, judged, embeddings)


def bm25(corpus: Corpus, cases: Sequence[Case]) -> Baseline:
    """Rank the assistant's own passages by BM25 (SQLite FTS5): words as they are, no stems, no vectors."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE passages USING fts5(words)")
    rows = [" ".join((*passage.heading_path, passage.text)) for passage in corpus.passages]
    connection.executemany("INSERT INTO passages (rowid, words) VALUES (?, ?)", list(enumerate(rows)))
    found = {case.id: Ranked(corpus, tuple(_by_words(connection, corpus, case.question))) for case in cases}
    connection.close()
    return Baseline(BM25, found)


def langchain_recipe(corpus: Corpus, cases: Sequence[Case], embeddings: Embeddings) -> Baseline:
    """Run the recipe of the tutorials: recursive splitter 1000/200, one Chroma collection, top 4."""
    chunks = tuple(chunk for document in corpus.documents.values() for chunk in _chunks(document))
    client = chromadb.EphemeralClient(ChromaSettings(anonymized_telemetry=False))
    store = Chroma("evals-recipe", embedding_function=embeddings, client=client)
    own = Corpus(corpus.documents, chunks)
    known = {chunk.id: chunk for chunk in chunks}
    try:
        store.add_texts([chunk.text for chunk in chunks], ids=list(known))
        found = {
            case.id: Ranked(own, tuple(known[identifier] for identifier in _by_vector(store, case.question)))
            for case in cases
        }
    finally:
        store.delete_collection()
    return Baseline(RECIPE, found)


def _by_words(connection: sqlite3.Connection, corpus: Corpus, question: str) -> Iterator[Passage]:
    words = dict.fromkeys(re.findall(r"\w+", question.casefold()))
    query = " OR ".join(f'"{word}"' for word in words)
    rows = connection.execute(
        "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages), rowid LIMIT ?",
        (query or '""', BM25_DEPTH),
    )
    return (corpus.passages[row[0]] for row in rows.fetchall())


def _by_vector(store: Chroma, question: str) -> list[str]:
    return [str(document.id) for document in store.similarity_search(question, k=RECIPE_DEPTH)]


def _chunks(document: Document) -> Iterator[Passage]:
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True)
    for number, chunk in enumerate(splitter.create_documents([document.text])):
        start = int(chunk.metadata["start_index"])
        place = {"id": f"{document.id}#{number}", "start": start, "end": start + len(chunk.page_content)}
        yield chunk_of(document, place)
