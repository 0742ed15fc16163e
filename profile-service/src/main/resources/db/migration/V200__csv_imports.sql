ALTER TABLE import_job ADD COLUMN columns text;
COMMENT ON COLUMN import_job.columns IS 'of a CSV file, JSON array of name and field; null if each row names its fields itself';
COMMENT ON COLUMN import_row.raw IS 'the row, a JSON object or an array of cells; forgotten once it has a result';
