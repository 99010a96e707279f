package relay.domain.contacts.file;

/** How contacts stand in a file. */
public enum ContactFileFormat {
  /** Values in records whose first names the columns. */
  CSV,
  /** One JSON object in each line, as the API shows a contact. */
  JSONL
}
