-- Before the tables: types and operator classes that they use. All three are trusted extensions, so that the owner of the
-- database may create them without being a superuser.
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
