package relay.domain.view;

/** How many recipients of a lane and domain are in an open state. */
public record QueuedCount(String lane, String domain, RecipientState state, long recipients) {}
