package relay.domain.journal;

/**
 * An event as it stands in a journal file.
 *
 * @param id unique over all nodes and sortable by time of writing; whoever keeps events elsewhere
 *     uses it to take each only once
 * @param carried true for an attempt repeated at the head of a file because it was open when the
 *     file was begun: nothing new for anyone but the ledger
 * @param line the line itself, without its end
 */
public record RecordedEvent(String id, boolean carried, MailEvent event, String line) {}
