package relay.domain.tenancy;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.Refusal;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.tenancy.InboundDomain.Backup;

/** Inbound domains as control objects. */
final class InboundKind implements ControlKind<InboundDomain> {
  private static final Duration STORED_MIN = Duration.ofMinutes(1);
  private static final Duration STORED_MAX = Duration.ofDays(30);
  private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final String QUEUE_RULE =
      "must be the name of a queue of yours: up to 100 letters, digits, dots, hyphens and"
          + " underscores, not beginning with relay.";

  @Override
  public String name() {
    return InboundDomain.KIND;
  }

  @Override
  public Class<InboundDomain> type() {
    return InboundDomain.class;
  }

  @Override
  public InboundDomain read(ControlKey key, long version, JsonObject json) {
    Fields fields = new Fields(json);
    OtherMail other = fields.word("other_mail", OtherMail.class).orElse(OtherMail.RELAY);
    DomainName name = Domains.name(key);
    Optional<EmailAddress> contact = address(fields, "contact");
    if (contact
        .filter(a -> isAt(a, name))
        .filter(a -> other != OtherMail.RELAY || InboundDomain.isRole(a.localPart()))
        .isPresent()) {
      throw fields.invalid(
          "contact", "must be an address elsewhere, or mail for it would come back");
    }
    Optional<EmailAddress> forwardTo = address(fields, "forward_to");
    if (other == OtherMail.FORWARD && forwardTo.filter(a -> !isAt(a, name)).isEmpty()) {
      throw fields.invalid("forward_to", "must be an address of another domain");
    }
    Optional<String> queue = fields.value("queue", QUEUE_RULE, InboundKind::queue);
    if (other == OtherMail.QUEUE && queue.isEmpty()) {
      throw fields.invalid("queue", QUEUE_RULE);
    }
    return new InboundDomain(
        key.tenant(),
        name,
        version,
        fields.yesNo("feedback", false),
        contact,
        other,
        forwardTo,
        queue,
        backup(fields, other));
  }

  private static Optional<Backup> backup(Fields fields, OtherMail other) {
    Optional<Duration> storeFor = fields.duration("store_for", STORED_MIN, STORED_MAX);
    if (!fields.yesNo("backup", false)) {
      if (storeFor.isPresent()) {
        throw fields.invalid("store_for", "is for domains with \"backup\": true");
      }
      return Optional.empty();
    }
    if (other != OtherMail.RELAY) {
      throw fields.invalid("backup", "is for domains whose other_mail is relay");
    }
    return Optional.of(new Backup(storeFor));
  }

  private static Optional<EmailAddress> address(Fields fields, String name) {
    return fields.value(name, "must be an e-mail address", EmailAddress::parse);
  }

  private static boolean isAt(EmailAddress address, DomainName name) {
    return address.domainName().filter(name::equals).isPresent();
  }

  private static String queue(String text) {
    if (!QUEUE.matcher(text).matches() || text.equals("relay") || text.startsWith("relay.")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  @Override
  public JsonObject write(InboundDomain domain) {
    JsonObjectBuilder out = ControlJson.object().add("feedback", domain.feedback());
    ControlJson.add(out, "contact", domain.contact().map(EmailAddress::toString));
    out.add("other_mail", Fields.word(domain.otherMail()));
    ControlJson.add(out, "forward_to", domain.forwardTo().map(EmailAddress::toString));
    ControlJson.add(out, "queue", domain.queue());
    if (domain.backup().isPresent()) {
      out.add("backup", true);
      ControlJson.add(out, "store_for", domain.backup().get().storeFor().map(Duration::toString));
    }
    return out.build();
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, InboundDomain after) {
    Optional<Refusal> noTenant =
        after.tenant().isEmpty() ? Optional.empty() : Tenant.mustExist(state, after.tenant());
    return noTenant.or(
        () ->
            state.all(this).stream()
                .filter(other -> other.name().equals(after.name()))
                .filter(other -> !other.tenant().equals(after.tenant()))
                .findFirst()
                .map(
                    other ->
                        new Refusal.Conflict(
                            "mail for "
                                + after.name().ascii()
                                + " is taken for "
                                + (other.tenant().isEmpty() ? "the platform" : "another tenant")
                                + " already")));
  }
}
