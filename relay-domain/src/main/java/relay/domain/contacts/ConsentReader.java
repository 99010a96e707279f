package relay.domain.contacts;

import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.mail.EmailAddress;

/** Reads what somebody says of a consent. */
public final class ConsentReader {
  private ConsentReader() {}

  /**
   * The wish of a document of the API. What only the person can have done is not told by others.
   *
   * @throws InvalidField naming the first field that breaks a rule
   */
  public static Consent read(String list, JsonObject json, Instant now) {
    Fields fields = new Fields(json);
    for (String name : fields.names()) {
      if (!java.util.Set.of("state", "source", "at", "ip", "wording", "origin").contains(name)) {
        throw new InvalidField(name, "is not known; state, source, at, ip, wording and origin are");
      }
    }
    ConsentState state =
        fields
            .word("state", ConsentState.class)
            .orElseThrow(
                () -> new InvalidField("state", "must be pending, confirmed or unsubscribed"));
    ConsentSource source = fields.word("source", ConsentSource.class).orElse(ConsentSource.API);
    if (source != ConsentSource.API && source != ConsentSource.FORM) {
      throw new InvalidField("source", "must be api or form; the relay itself tells the others");
    }
    return new Consent(
        list,
        state,
        source,
        past(fields.instant("at"), now),
        fields.value("ip", "must be an IPv4 or IPv6 address", ConsentReader::ip),
        line("wording", fields.text("wording").orElse("")),
        line("origin", fields.text("origin").orElse("")));
  }

  /** Nobody agreed to a mail before there was mail, and databases end somewhere. */
  private static Instant past(Optional<Instant> at, Instant now) {
    if (at.isPresent() && at.get().isBefore(Instant.EPOCH)) {
      throw new InvalidField("at", "must be a time since 1970");
    }
    return at.filter(time -> !time.isAfter(now)).orElse(now);
  }

  /**
   * What proves a consent, beside its time and address.
   *
   * @throws InvalidField when it is not one short line
   */
  public static String line(String field, String text) {
    String line = text.strip();
    if (line.length() > Consent.WORDING_CHARS_MAX || !AttributeType.isOneLine(line)) {
      throw new InvalidField(
          field, "must be one line of at most " + Consent.WORDING_CHARS_MAX + " characters");
    }
    return line;
  }

  /** Never asks the DNS: the grammar of address literals decides. */
  private static String ip(String text) {
    String bare = text.strip();
    String literal = bare.indexOf(':') >= 0 ? "[IPv6:" + bare + "]" : "[" + bare + "]";
    return EmailAddress.parse("x@" + literal)
        .literalAddress()
        .map(InetAddress::getHostAddress)
        .orElseThrow(IllegalArgumentException::new);
  }
}
