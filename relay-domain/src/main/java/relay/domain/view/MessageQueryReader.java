package relay.domain.view;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.mail.ReversePath;

/** Reads a query from the texts of a request; refuses what it does not understand by name. */
public final class MessageQueryReader {
  /** All that it reads. */
  public static final List<String> PARAMETERS =
      List.of(
          "id",
          "sender",
          "recipient",
          "domain",
          "state",
          "tenant",
          "stream",
          "campaign",
          "credential",
          "from",
          "to",
          "cursor",
          "limit");

  private static final int WORD_CHARS_MAX = 200;
  private final Function<String, String> parameters;

  /** Takes a way to the first value of a parameter; null when it is absent. */
  public MessageQueryReader(Function<String, String> parameters) {
    this.parameters = parameters;
  }

  /** The query; throws {@link InvalidQuery} for the first parameter that cannot be read. */
  public MessageQuery read() {
    return new MessageQuery(
        one("id", "a queue id of 20 characters", QueueId::new),
        one("sender", "an address, or <> for the null path", MessageQueryReader::sender),
        one("recipient", "an address", text -> EmailAddress.parse(text).toString()),
        one("domain", "a domain name", DomainName::of),
        one(
            "state",
            "one of queued, deferred, held, delivered, bounced, expired, rejected",
            this::state),
        one("tenant", "the id of a tenant", MessageQueryReader::word),
        one("stream", "the name of a stream", MessageQueryReader::word),
        one("campaign", "the name of a campaign", MessageQueryReader::word),
        one("credential", "the id of a credential", MessageQueryReader::word),
        one("from", "an instant such as 2026-01-31T12:00:00Z", Instant::parse),
        one("to", "an instant such as 2026-01-31T12:00:00Z", Instant::parse),
        one("cursor", "the next_cursor of the page before", QueueId::new),
        one("limit", "a number from 1 to " + MessageQuery.LIMIT_MAX, this::limit)
            .orElse(MessageQuery.LIMIT_DEFAULT));
  }

  private <T> Optional<T> one(String name, String rule, Function<String, T> reader) {
    String text = parameters.apply(name);
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(text.strip()));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new InvalidQuery(name, "must be " + rule);
    }
  }

  private static String sender(String text) {
    return text.equals("<>") ? "" : ReversePath.parse(text).toString();
  }

  private static String word(String text) {
    if (text.length() > WORD_CHARS_MAX) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private RecipientState state(String text) {
    return RecipientState.labelled(text).orElseThrow(IllegalArgumentException::new);
  }

  private int limit(String text) {
    int limit = Integer.parseInt(text);
    if (limit < 1 || limit > MessageQuery.LIMIT_MAX) {
      throw new IllegalArgumentException();
    }
    return limit;
  }
}
