package relay.domain.view;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;
import relay.domain.mail.ReversePath;
import relay.domain.text.GivenText;
import relay.domain.text.GivenTime;

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
  private static final String INSTANT = "an instant such as 2026-01-31T12:00:00Z";
  private static final String STATES =
      "one of "
          + Arrays.stream(RecipientState.values())
              .map(RecipientState::label)
              .collect(Collectors.joining(", "));
  private final QueryTexts texts;

  /** Takes a way to the first value of a parameter; null when it is absent. */
  public MessageQueryReader(Function<String, String> parameters) {
    this.texts = new QueryTexts(parameters);
  }

  /** The query; throws {@link InvalidQuery} for the first parameter that cannot be read. */
  public MessageQuery read() {
    return new MessageQuery(
        texts.one("id", "a queue id of 20 characters", QueueId::new),
        texts.one("sender", "an address, or <> for the null path", MessageQueryReader::sender),
        texts.one("recipient", "an address", text -> EmailAddress.parse(text).toString()),
        texts.one("domain", "a domain name", DomainName::of),
        texts.one("state", STATES, MessageQueryReader::state),
        texts.one("tenant", "the id of a tenant", MessageQueryReader::word),
        texts.one("stream", "the name of a stream", MessageQueryReader::word),
        texts.one("campaign", "the name of a campaign", MessageQueryReader::word),
        texts.one("credential", "the id of a credential", MessageQueryReader::word),
        texts.one("from", INSTANT, GivenTime::instant),
        texts.one("to", INSTANT, GivenTime::instant),
        texts.one("cursor", "the next_cursor of the page before", QueueId::new),
        texts.upTo("limit", MessageQuery.LIMIT_MAX).orElse(MessageQuery.LIMIT_DEFAULT));
  }

  private static String sender(String text) {
    return text.equals("<>") ? "" : ReversePath.parse(text).toString();
  }

  private static String word(String text) {
    if (text.length() > WORD_CHARS_MAX || !GivenText.isPlain(text)) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private static RecipientState state(String text) {
    return RecipientState.labelled(text).orElseThrow(IllegalArgumentException::new);
  }
}
