-- The catalogue: the truth from which the vector index can be built again at any time.
-- Dates are ISO texts; lists and records are JSON.
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    framework TEXT,
    authority TEXT,
    urn TEXT,
    visits TEXT NOT NULL,
    letter_date TEXT,
    published TEXT,
    updated TEXT,
    inspectors TEXT NOT NULL,
    lead_inspector TEXT,
    focus TEXT,
    judgements TEXT NOT NULL,
    pages INTEGER NOT NULL,
    paragraph_count INTEGER NOT NULL,
    source_url TEXT,
    conflicts TEXT NOT NULL,
    faults TEXT NOT NULL DEFAULT '[]',
    text_sha256 TEXT NOT NULL DEFAULT '', -- of the canonical text: two files may hold the same
    listing TEXT NOT NULL DEFAULT '{}',  -- what the publisher's listing said of the file
    reading TEXT NOT NULL,               -- hash of the settings by which it was read and split
    indexed INTEGER NOT NULL DEFAULT 0   -- 1 once all its passages are in the vector index
);

CREATE TABLE texts (
    document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    source_runs BLOB NOT NULL            -- zlib of JSON: [[start, length, page, char_index], …]
);

CREATE TABLE paragraphs (
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    role TEXT NOT NULL,
    number TEXT,
    printed_number INTEGER NOT NULL,
    section TEXT NOT NULL,
    pages TEXT NOT NULL,
    boxes TEXT NOT NULL DEFAULT '[]',     -- [[page, left, bottom, right, top], …] in points
    repeats TEXT NOT NULL DEFAULT '[]',   -- starts of paragraphs that state the same finding
    PRIMARY KEY (document_id, start)
) WITHOUT ROWID;

CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    role TEXT NOT NULL,
    section TEXT NOT NULL,
    paragraph TEXT,
    pages TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX passages_by_document ON passages (document_id);

-- Words are stemmed and folded; the passages table holds the text.
CREATE VIRTUAL TABLE words USING fts5 (
    text, section, content = 'passages', content_rowid = 'id',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN
    INSERT INTO words (rowid, text, section) VALUES (new.id, new.text, new.section);
END;
CREATE TRIGGER passages_removed AFTER DELETE ON passages BEGIN
    INSERT INTO words (words, rowid, text, section)
    VALUES ('delete', old.id, old.text, old.section);
END;

-- Passages that have left the catalogue and may still stand in the vector index.
CREATE TABLE leaving (key TEXT PRIMARY KEY) WITHOUT ROWID;

-- What became of each file when it was last taken in, and of one set aside since.
CREATE TABLE ingest_reports (
    name TEXT NOT NULL,
    sha256 TEXT,
    time TEXT NOT NULL,
    outcome TEXT NOT NULL,               -- added, replaced, read again or set aside
    reason TEXT NOT NULL,                -- why it was set aside; else empty
    folder TEXT NOT NULL,                -- that was ingested: the name is a path below it
    details TEXT NOT NULL,               -- a JSON object: seconds, pages, paragraphs, …
    PRIMARY KEY (name, outcome)
) WITHOUT ROWID;

-- Earlier versions of documents, so that a quotation of one is said to be gone.
CREATE TABLE earlier_versions (
    sha256 TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    replaced_by TEXT NOT NULL,
    day TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
