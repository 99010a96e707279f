package relay.domain.suppression;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import relay.domain.control.InvalidField;
import relay.domain.suppression.Suppression.Evidence;
import relay.domain.tenancy.ShortName;
import relay.domain.text.GivenText;
import relay.domain.text.GivenTime;

/**
 * Makes entries of what people and files say, field by field.
 *
 * @param tenant whose list it goes to where the fields name none; empty text: everybody's
 * @param only whether another tenant than that may not be named
 * @param reason where the fields name none
 */
public record SuppressionReader(
    String tenant, boolean only, SuppressionReason reason, String author, Instant now) {
  private static final int WORD_CHARS_MAX = 40;

  /**
   * Reads one entry.
   *
   * @param field gives the text of a field; null or empty where there is none
   * @throws InvalidField naming the first field that breaks a rule
   */
  public Suppression read(Function<String, String> field) {
    SuppressionSubject subject =
        value(field, "subject", "must be an address or a domain name", SuppressionSubject::parse)
            .orElseThrow(
                () -> new InvalidField("subject", "must be given: an address or a domain name"));
    SuppressionReason why =
        value(
                field,
                "reason",
                "must be a reason such as manual, hard-bounce, complaint or unsubscribed",
                text -> SuppressionReason.labelled(text).orElseThrow())
            .orElse(reason);
    Instant created =
        value(field, "created_at", GivenTime.INSTANT_RULE, GivenTime::instant)
            .filter(at -> !at.isAfter(now))
            .orElse(now);
    return new Suppression(
        Optional.of(subject),
        scope(field),
        why,
        new Evidence(
            word(field, "class").toLowerCase(Locale.ROOT),
            word(field, "provider"),
            word(field, "event"),
            GivenText.plain(text(field, "evidence").orElse(""))),
        author,
        created,
        value(field, "expires_at", GivenTime.INSTANT_RULE, GivenTime::instant));
  }

  private SuppressionScope scope(Function<String, String> field) {
    String whose =
        value(field, "tenant", "must be a tenant's id: " + ShortName.RULE, ShortName::of)
            .orElse(tenant);
    if (only && !whose.equals(tenant)) {
      throw new InvalidField("tenant", "must be " + tenant);
    }
    String stream =
        value(
                field,
                "stream",
                "must be the name of a stream, or *bulk for all bulk streams",
                text -> text.equals(SuppressionScope.BULK) ? text : ShortName.of(text))
            .orElse("");
    if (whose.isEmpty() && !stream.isEmpty()) {
      throw new InvalidField("tenant", "must be given with a stream");
    }
    return new SuppressionScope(whose, stream);
  }

  private static String word(Function<String, String> field, String name) {
    String text = text(field, name).orElse("");
    if (text.length() > WORD_CHARS_MAX || !GivenText.isPlain(text)) {
      throw new InvalidField(
          name, "must have at most " + WORD_CHARS_MAX + " characters, and no control characters");
    }
    return text;
  }

  private static <T> Optional<T> value(
      Function<String, String> field, String name, String rule, Function<String, T> reader) {
    Optional<String> text = text(field, name);
    try {
      return text.map(reader);
    } catch (IllegalArgumentException | DateTimeException | java.util.NoSuchElementException e) {
      throw new InvalidField(name, rule);
    }
  }

  private static Optional<String> text(Function<String, String> field, String name) {
    String text = field.apply(name);
    return text == null || text.isBlank() ? Optional.empty() : Optional.of(text.strip());
  }
}
