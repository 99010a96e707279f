package relay.domain.view;

/** One recipient of a mail with its address as written and where it stands. */
public record RecipientRow(String address, RecipientChange standing) {}
